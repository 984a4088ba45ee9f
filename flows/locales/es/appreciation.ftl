### Paso 4, aprecio. Nada alaba el aspecto, pide algo a cambio ni lleva la cuenta. Los ejemplos son pequeñas imágenes de un día.

# Una nota del frasco: va detrás del nombre de quien la escribió, «Alex · 04.05. 20:14».
jar-entry = { $time }
# Un título en papel.
records-jar = Aprecio

## Lo que cada cual ha notado

appreciation-intro =
    Esta charla trata de cosas buenas y pequeñas. Tú notas algo que ha hecho { $partner }, { $partner } nota algo que has hecho tú, y cada cual lo oye. Después vienen pequeños deseos para una semana.

    No se trata de compensar nada, y nadie debe nada por ello. Cada parte se puede saltar.

    ¿Es un buen momento para ti?
    .begin = Sí, empecemos
    .not_today = Hoy no
appreciation-did =
    Piensa en algo que { $partner } haya hecho en estos días, por pequeño que sea. ¿Qué fue? Puedes empezar con: «Hiciste …»

    Son tres preguntas cortas. Al final ves el conjunto y decides si le llega a tu pareja. También puede ser una foto, sin otras personas en ella.
    .leave_it = Nada por ahora
appreciation-did-example =
    «Me preparaste un té cuando llegué tarde.»

    «Te quedaste en la mesa cuando se puso difícil.»

    O empieza con: «Ayer …»
appreciation-shows = ¿Qué te dice eso de { $partner }? Una cualidad, más que el aspecto. Puedes empezar con: «Eso muestra que eres …»
appreciation-shows-example =
    «Eso muestra que eres alguien que se da cuenta del cansancio ajeno.»

    O empieza con: «Eso muestra cuánto …»
appreciation-let = ¿Qué hizo posible para ti? Puedes empezar con: «Me permitió …»
appreciation-let-example =
    «Me permitió sentarme y respirar.»

    O empieza con: «Me permitió sentir …»
appreciation-preview =
    Esto es lo que leería tu pareja, cuando esta parte haya terminado por los dos lados. Después va a un frasco compartido, donde se puede releer.
    .send = Enviarlo
    .rewrite = Escribirlo otra vez
    .keep = Quedármelo para mí
# En el grupo lo leen las dos personas.
appreciation-letter = Esto es lo que { $author } ha notado en { $other }:
appreciation-take = Date un momento para leerlo, { $me }. No hace falta quitarle importancia ni devolver nada. Tu pareja verá lo que pulses.
    .thanks = Gracias
    .ask = Hacer una pregunta
    .keep = Guardarlo, sin más
appreciation-take-thanks = { $author } ha leído tus palabras y te da las gracias.
appreciation-take-keep = { $author } ha leído tus palabras y se las guarda.
appreciation-question = ¿Qué te gustaría preguntar? Una sola pregunta corta, para entenderlo mejor.
appreciation-question-example =
    «¿Cuándo lo notaste?»

    «¿Cómo fue ese momento para ti?»
appreciation-question-carried = { $author } pregunta:
appreciation-answer = { $partner } ha preguntado esto sobre tus palabras. Puedes responder en una o dos frases, o dejarlo.
appreciation-answer-carried = { $author } responde:

## Pequeños deseos para una semana

appreciation-wish_words = Ahora, pequeños deseos para una semana. ¿Qué palabras te harían bien? Marca hasta cinco, o salta la pregunta. Tu pareja verá tu lista cuando las dos estén hechas, y podrá elegir una cosa de ella.
appreciation-wish_deeds = ¿Y qué pequeños gestos? Marca hasta cinco, o salta la pregunta. No se trata de dinero, así que todo es pequeño. Tu pareja los verá cuando las dos listas estén hechas.
# Solo se pregunta cuando un acuerdo permite algún contacto físico. Puede cambiar mientras está abierta.
appreciation-wish_touch = ¿Y el contacto físico? Aquí solo está lo que ahora mismo está bien para ti y para tu pareja. Un deseo no es una promesa: en el momento mismo, cualquiera puede decir que no. Marca hasta cinco, o salta la pregunta. Tu pareja los verá cuando las dos listas estén hechas.
appreciation-wish_own = ¿Un deseo más, con tus palabras? Una línea corta, y algo pequeño. El contacto físico queda dentro de lo acordado.
appreciation-wish_own-example =
    «Pregúntame cómo me fue en la entrevista.»

    «Diez minutos en el balcón, en pareja.»
appreciation-pick = Esto es lo que le gustaría a tu pareja. Elige una cosa para esta semana. Se queda contigo: tu pareja no sabrá cuál. También vale una idea tuya, o nada. Dentro de una semana preguntaré qué se ha notado.
# Va debajo de la pregunta anterior.
appreciation-no-wishes = Esta vez no hay nada en la lista.
appreciation-pick-again = Lo que está bien en la pareja ha cambiado desde entonces, y el pequeño gesto que habías elegido ya no encaja. Por favor, déjalo. Puedes elegir otro.

## El final de la semana

appreciation-noticed = Ha pasado una semana. ¿Has notado alguna cosa pequeña de { $partner }? No tiene que ser de tu lista.
appreciation-noticed-example =
    «El miércoles había un té cuando me desperté.»

    O empieza con: «Noté que …»
appreciation-was = ¿Y tu pequeño gesto de esta semana, cuál fue? Tu pareja verá lo que pulses cuando haya dos respuestas. «Nada esta semana» no se muestra.
# Lo leen las dos personas.
appreciation-noticed-revealed = Una semana de cosas pequeñas, tal como se notó. Lo que no está aquí puede quedar abierto.
# Lo leen las dos personas.
appreciation-was-revealed = Cuáles fueron las cosas pequeñas. Si era un deseo, va con las palabras de quien lo pidió.
# Lo leen las dos personas; después va el deseo, con las palabras de quien lo escribió.
appreciation-wish-revealed = { $other } tenía en mente este deseo de { $author }:
# Lo leen las dos personas, cuando nadie ha escrito ni elegido nada.
appreciation-quiet-week = Ha pasado una semana, y esta vez no hay nada que abrir. Está bien así.

## Dos semanas de buenas palabras

appreciation-done =
    Esta charla está completa.

    Durante dos semanas hay sitio, junto a todo lo demás, para una buena palabra, como mucho cada dos días. Puede que yo lo mencione; no hacerlo también está bien, y no pasa nada.

    Con /appreciate puedes escribir una en cualquier momento, y abrir el frasco.
# En pantallas bloqueadas.
appreciation-nudge = Un minuto tranquilo, si lo tienes: /appreciate. Dejarlo pasar también está bien.
