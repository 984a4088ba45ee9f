### Aprecio en cualquier momento, al lado de las charlas: /appreciate.

# En el menú.
appreciate-menu = Aprecio
step-appreciate = Aprecio en cualquier momento

# El frasco se ofrece cuando ya hay algo en él.
appreciate-choose = ¿Has notado algo bueno en { $partner }? Puedes escribirlo aquí. Lo que ya has dado y recibido se guarda en un frasco, y también se abre aquí.
    .write = Escribir algo
    .jar = Abrir el frasco
    .take_back = Retirar lo que está en camino
    .close = Ahora no
# Lo lee solo quien lo escribió; después van sus palabras.
appreciate-taken_back = Retirado. Se queda contigo, y a tu pareja no le llega nada.
appreciate-did =
    ¿Qué ha hecho { $partner }, por pequeño que sea? Puedes empezar con: «Hiciste …»

    Basta una frase, y las otras dos preguntas se pueden saltar. Lo ves todo antes que tu pareja. También puede ser una foto, sin otras personas en ella.
    .leave_it = Ahora no
appreciate-did-example =
    «Hiciste la compra antes de que me levantara.»

    «Me preguntaste por mi día, y me escuchaste.»

    O empieza con: «Hoy …»
appreciate-shows = ¿Qué te dice eso de { $partner }? Puedes empezar con: «Eso muestra que eres …»
appreciate-shows-example =
    «Eso muestra que eres alguien que piensa en lo que viene.»

    O empieza con: «Eso muestra cuánto …»
appreciate-let = ¿Qué hizo posible para ti? Puedes empezar con: «Me permitió …»
appreciate-let-example =
    «Me permitió empezar el día sin prisa.»

    O empieza con: «Me permitió sentir …»
appreciate-preview =
    Esto es lo que leería tu pareja. Lo entrego fuera de tus horas de silencio y de las suyas, y no durante un descanso. Después va al frasco compartido.
    .send = Enviarlo
    .rewrite = Escribirlo otra vez
    .keep = Quedármelo para mí
appreciate-sent = Está en camino a tu pareja. Estará en el frasco en cuanto haya llegado. Hasta entonces lo puedes retirar: /appreciate.
# En el grupo lo leen las dos personas.
appreciate-letter = Esto es lo que { $author } ha notado en { $other }:
appreciate-take = Date un momento para leerlo, { $me }. No hace falta quitarle importancia ni devolver nada. Tu pareja verá lo que pulses; no pulsar nada también está bien.
    .thanks = Gracias
    .ask = Hacer una pregunta
    .keep = Guardarlo, sin más
appreciate-take-thanks = { $author } ha leído tus palabras y te da las gracias.
appreciate-take-keep = { $author } ha leído tus palabras y se las guarda.
appreciate-question = ¿Qué te gustaría preguntar? Una sola pregunta corta, para entenderlo mejor.
appreciate-question-example =
    «¿Cuándo lo notaste?»

    «¿Cómo fue ese momento para ti?»
appreciate-question-carried = { $author } pregunta:
appreciate-answer = { $partner } ha preguntado esto sobre tus palabras. Puedes responder en una o dos frases, o dejarlo.
appreciate-answer-carried = { $author } responde:
appreciate-page = Del frasco. Lo más nuevo va al final.
appreciate-jar = Aquí termina esta página.
    .older = Más antiguas
    .newer = Más nuevas
    .paper = Todo en un archivo
    .close = Cerrar el frasco
# Va con el archivo; su título y su nombre no dicen lo que contiene.
appreciate-paper = El frasco en un archivo. Quien tenga el archivo o abra este chat puede leerlo.
    .title = El frasco
    .file = frasco
