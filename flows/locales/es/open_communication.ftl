### Paso 1, comunicación abierta. Los ejemplos son comienzos e imágenes, nunca una disculpa ya hecha.

## Reglas para la charla

open_communication-rules =
    En esta charla una persona cuenta, la otra dice con sus palabras lo que ha oído, y luego es al revés. Ayudan cinco cosas:

    • Habla una persona cada vez.
    • Contar qué pasó, no cómo es la otra persona.
    • Un solo tema.
    • Hoy no hace falta resolver nada.
    • Se puede parar en cualquier momento.

    ¿Te parece bien así para hoy?
    .agree = De acuerdo
    .not_today = Hoy no

## La preparación, cada cual a solas

open_communication-camera =
    Piensa en lo que pasó tal como lo habría visto una cámara: dónde, cuándo, quién dijo o hizo qué. No hacen falta nombres de otras personas.

    Bastan unas pocas frases. Después puedes usarlas, o no.
open_communication-camera-example =
    «El viernes llegué a casa a las dos. Había dicho a las diez. La luz estaba encendida. No dije nada y me fui a dormir.»

    «Era de noche, en la cocina. Vi un mensaje en tu teléfono y pregunté de quién era. Saliste de la cocina.»

    O empieza con: «Era … y entonces …»
open_communication-feelings = Cuando lo piensas ahora, ¿qué sientes? Marca lo que encaje, hasta cinco. Se queda contigo; después puedes usarlo, o no.
open_communication-impact =
    ¿Qué ha cambiado para ti?

    Puede ser el sueño, la cercanía, lo que crees, lo que ya no haces. Después puedes usar estas palabras, o no.
open_communication-impact-example =
    «Todavía me despierto de noche y le doy vueltas.»

    «He dejado de contarte mi día.»

    O empieza con: «Desde entonces …»
open_communication-need = ¿Qué te gustaría que { $partner } entendiera de todo esto? Bastan una o dos frases. Después puedes usarlas, o no.
open_communication-need-example =
    «Para mí no se trata del dinero. Se trata de que no me preguntaste.»

    O empieza con: «Lo que más me cuesta es …»
    «Ojalá supieras que …»

## Quién habla primero

open_communication-first = ¿Quién habla primero? Cada cual tendrá la palabra. Si las respuestas lo dejan abierto, decide el azar, y te lo diré.
    .me = Yo
    .you = Primero { $partner }
    .either = Me da igual
# Lo leen las dos personas.
open_communication-first-agreed = Primero habla { $speaker } y escucha { $listener }. Luego, al revés.
# Lo leen las dos personas. También cuando a las dos les daba igual.
open_communication-first-settled = Las respuestas lo dejaban abierto, así que decidió el azar: primero habla { $speaker } y escucha { $listener }. Luego, al revés.
open_communication-full = ¿Cuánta carga sientes ahora mismo? 0 es mucha calma, 10 es más de lo que puedes sostener. El número se queda contigo.
open_communication-full_offer =
    Eso es mucho, y así cuesta escuchar. Un respiro ayuda: al menos 20 minutos, también para tu pareja, y a nadie se le dice por qué.

    ¿Quieres uno?
    .time_out = Tomar un respiro
    .go_on = Seguir ahora

## Una persona habla, la otra escucha

open_communication-listening =
    { $speaker } tiene la palabra. Verás lo que diga cuando lo haya enviado. Entonces te pediré que digas con tus palabras lo que has oído.

    Lo que se te ocurra mientras tanto lo puedes escribir aquí. Lo guardo solo para ti.
# Se pregunta en cada ronda, y también en la charla sobre una causa.
open_communication-speak =
    { $me }, tienes la palabra.

    Cuéntale a { $listener } cómo viviste lo que pasó y qué te hizo sentir. Dos o tres frases; después oirás lo que ha entendido.
    Puedes empezar con: «Cuando … sentí … porque …»
    .not_today = Hoy no
open_communication-speak-example =
    «Cuando entraste sin decir nada, sentí como si yo no estuviera, porque te había esperado.»

    «Cuando vi el mensaje sentí miedo, porque ya no sabía qué era verdad.»

    O empieza con: «Cuando … sentí …»
open_communication-speak-carried = { $author } dice:
open_communication-mirror = Di con tus palabras lo que has oído de { $speaker }. Todavía sin responder; ahora se trata solo de escuchar.
open_communication-mirror-example =
    «La luz estaba encendida y me esperabas. Pasé de largo sin decir nada, y te dolió.»

    O empieza con: «Lo que he oído es …»
    «Para ti fue …»
open_communication-mirror-carried = { $author } ha oído esto:
open_communication-confirm = ¿Es eso lo que querías decir? Tu pareja verá lo que pulses.
    .yes = Sí, es eso
    .partly = En parte
    .not_yet = Todavía no
open_communication-confirm-yes = { $author } dice: sí, es eso.
open_communication-confirm-partly = { $author } dice: en parte. Queda algo más por oír.
open_communication-confirm-not_yet = { $author } dice: todavía no. A menudo hacen falta varios intentos.
open_communication-add = ¿Qué falta? Envía una o dos frases. Tu pareja las verá y volverá a intentarlo.
open_communication-add-carried = { $author } añade:
# Después de tres intentos. En el grupo lo leen las dos personas.
open_communication-slow = Todavía no acaba de encajar. A veces pasa, y nadie tiene la culpa. ¿Cómo prefieres seguir?
    .slowly = Otra vez, con calma
    .voice = Hablarlo de viva voz
    .rest = Descansar por hoy
open_communication-voice =
    Puede ser frente a frente o en una llamada. Lo cuentas con tus palabras y { $listener } dice lo que ha oído, hasta que encaje.

    Después vuelve aquí. ¿Sientes que te ha escuchado?
    .heard = Sí, lo siento así
    .rest = Todavía no, descansar
open_communication-by-voice =
    { $speaker } propone hablar esta parte de viva voz, frente a frente o en una llamada. { $speaker } lo cuenta otra vez y tú dices con tus palabras lo que oyes.

    Hasta entonces no hace falta que escribas nada.
open_communication-more = ¿Hay algo más, o es todo por ahora?
    .more = Hay algo más
    .enough = Es todo por ahora
# Lo leen las dos personas.
open_communication-four-rounds = Cuatro rondas bastan para una charla. Lo que quede por decir puede tener su propia charla.
open_communication-sense =
    ¿Hay algo en lo que has oído que tenga sentido para ti? Entender no es estar de acuerdo. Si no se te ocurre nada, salta la pregunta.

    Puedes empezar con: «Para mí tiene sentido, porque …»
open_communication-sense-example =
    «Tiene sentido que sintieras preocupación, porque yo había dicho a las diez y no estaba.»

    O empieza con: «Entiendo por qué …, porque …»
open_communication-sense-carried = Lo que tiene sentido para { $author }:
open_communication-imagine = ¿Qué imaginas que siente { $speaker }? Marca hasta cinco; tu pareja lo verá. Es una suposición, y puede no acertar.
open_communication-imagine-carried = { $author } imagina estos sentimientos:
open_communication-heard = ¿Cuánto sientes que te ha escuchado { $listener }? 1 es apenas, 5 es del todo. El número se queda contigo.
open_communication-another = Otra ronda puede ayudar: lo mismo con otras palabras, o algo que quedó fuera. ¿Quieres una?
    .again = Otra ronda
    .go_on = Seguir por ahora
# Lo leen las dos personas.
open_communication-swapped = Ahora es al revés: habla { $speaker } y escucha { $listener }.

## Por qué pasó

open_communication-causes_mine =
    Ahora tres preguntas cortas sobre por qué pasó. Explicar no es justificar.

    La primera: ¿qué hubo de tu parte? Algo que sentías, temías, querías o hiciste. Nadie tiene que encontrar nada; puedes saltar la pregunta.
    .title = lo que hubo de mi parte
open_communication-causes_mine-example =
    «Llevaba meses sin fuerzas y no se lo dije a nadie.»

    «Tenía miedo de una pelea, así que callé.»

    O empieza con: «Quería … y no sabía cómo decirlo.»
open_communication-causes_ours = ¿Qué hubo en la pareja? Una costumbre, algo sin decir, una pelea antigua.
    .title = lo que hubo en la pareja
open_communication-causes_ours-example =
    «Por las noches ya casi no hablábamos.»

    O empieza con: «Cada vez que salía el tema de …»
open_communication-causes_around = ¿Qué hubo alrededor? Trabajo, familia, dinero, enfermedad, falta de tiempo.
    .title = lo que hubo alrededor
open_communication-causes_around-example =
    «Turnos de noche. Nunca coincidíamos en casa.»

    O empieza con: «En esa época …»
# Lo leen las dos personas. Puede que se haya saltado una parte, o todo.
open_communication-causes_mine-revealed = Por qué pasó, según cada cual. Estas palabras explican; no justifican. Lo que quedó sin decir puede quedar así.
open_communication-causes_next = ¿Quieres hablar ahora de una de estas causas? Si quieres tú o quiere tu pareja, hay otra ronda. Si no, seguimos.
    .talk = Hablar de una
    .go_on = Seguir
# Lo leen las dos personas.
open_communication-topic = Otra ronda, sobre una de estas causas. { $speaker } tiene la palabra y elige cuál; { $listener } escucha.

## Una disculpa, si es de verdad

open_communication-apology =
    Aquí hay lugar para una disculpa, si para ti es de verdad. Nunca es obligación, y otro día también está bien.

    La escribirías en partes pequeñas. Se quedan contigo si al final no las envías. No le digo a nadie lo que pulses aquí. ¿Quieres?
    .write = Quiero escribir una
    .not_now = Ahora no
open_communication-took = ¿De qué te haces responsable? Solo lo que hiciste, con las palabras más sencillas que puedas, sin «si» y sin «pero».
    .not_now = Al final, ahora no
open_communication-took-example =
    Con poco basta. Puede empezar con:

    «Dije que iba a …, y …»
    «Fue decisión mía …»
    «Sabía que …, y aun así …»
open_communication-repair = ¿Qué vas a hacer para repararlo? Mejor algo pequeño que tu pareja pueda ver y que puedas cumplir.
    .not_now = Al final, ahora no
open_communication-repair-example =
    Puede empezar con:

    «Desde esta semana voy a …»
    «Antes del domingo voy a …»

    Algo pequeño que se puede ver: avisar antes cuando vaya a llegar tarde.
open_communication-regret = ¿Qué lamentas? Si no salen las palabras, salta la pregunta.
open_communication-regret-example =
    Piensa en un momento que desharías. Puede empezar con:

    «Lamento haber …»
    «Cuando pienso en aquella noche, …»
open_communication-how = ¿Cómo llegó a pasar? Explícalo sin justificarlo, y sin «pero». Si quieres, salta la pregunta.
open_communication-how-example =
    Puede empezar con:

    «Por dentro me decía que …»
    «En esa época yo …, y no lo dije.»
open_communication-different = ¿Qué será distinto desde ahora? Si todavía no lo sabes, salta la pregunta.
open_communication-different-example =
    Puede empezar con:

    «Cuando note que …, voy a …»
    «La próxima vez, antes de …, voy a …»
open_communication-letter_preview =
    Esto es lo que leería tu pareja, en este orden. Antes le preguntaría si es buen momento. Hasta entonces queda cerrado.
    .send = Enviarlo
    .rewrite = Escribirlo otra vez
    .request = Añadir una petición
    .keep = Quedármelo para mí
open_communication-request_words =
    ¿Hay algo que quieras pedirle a { $partner }, como el perdón? También se puede dejar fuera; entonces no falta nada.

    { $partner } no te debe una respuesta.
open_communication-request_words-example =
    Puede empezar con:

    «Si un día te es posible, …»
    «Quisiera pedirte …, y no hace falta que respondas.»
# La hora es SECOND_THOUGHTS en flows/open_communication.py; puede acabar más tarde, tras las horas de silencio.
open_communication-letter_waits = Tus palabras están en camino y no hace falta nada más de tu parte. Durante una hora, por lo menos, puedes retirarlas. Después pregunto a { $partner } si es un buen momento, o antes si pulsas «Preguntar antes».
    .go_on = Preguntar antes
    .take_back = Retirarlas
open_communication-receive =
    { $partner } ha escrito una disculpa para ti. Queda cerrada hasta que quieras leerla, y no debes ninguna respuesta.

    Si la dejas cerrada, en esta charla no se pregunta otra vez, y tu pareja leerá solo que no se abrió. ¿Quieres leerla ahora?
    .ready = Quiero leerla
    .not_yet = Pregúntame otro día
    .rather_not = Dejarla cerrada
open_communication-receive_later = Está bien. Queda cerrada, y en dos días no pregunto. Si quieres leerla antes, la puedes abrir aquí. Si la dejas cerrada, tu pareja leerá solo que no se abrió.
    .ready = Quiero leerla
    .rather_not = Dejarla cerrada
open_communication-letter = { $partner } escribió esto para ti:
open_communication-response = Tómate tu tiempo. Tu pareja leerá que la has leído, y lo que pulses aquí. Elijas lo que elijas, no prometes nada.
    .thanks = Gracias
    .time = Necesito tiempo
    .missing = Falta algo
    .nothing = Por ahora, sin respuesta
open_communication-response-thanks = { $author } ha leído tus palabras y te da las gracias.
open_communication-response-time = { $author } ha leído tus palabras y necesita tiempo.
open_communication-response-missing = { $author } ha leído tus palabras y siente que les falta algo.
open_communication-response-nothing = { $author } ha leído tus palabras. Por ahora no hay respuesta, y no hace falta que la haya.
open_communication-missing_part = ¿Qué parte echas de menos? Marca lo que encaje; tu pareja lo verá.
open_communication-missing_part-carried = Lo que a { $author } le gustaría leer también:
open_communication-missing_words = Si quieres, di con tus palabras qué falta.
open_communication-missing_words-carried = { $author } dice sobre eso:
open_communication-complete = { $partner } siente que a tus palabras les falta algo. Si quieres añadirlo, escríbelo aquí. También puedes dejarlo así.
open_communication-complete-carried = { $author } añade:
open_communication-unopened = Tus palabras no se abrieron. Siguen siendo tuyas, y no las tiene nadie más.

## Para terminar

open_communication-word = Para terminar: una palabra sobre cómo te sientes ahora.
open_communication-word-example = «Cansancio.» «Alivio.» «Dudas.» Vale cualquier palabra.
open_communication-trust = ¿Cuánta confianza sientes hoy? 0 es ninguna, 10 es toda. Es el número de un día, y se queda contigo.
# Lo leen las dos personas.
open_communication-word-revealed = Para terminar, una palabra de cada cual:
open_communication-done =
    Esta charla está completa.

    Puede que te acompañe un tiempo. Come algo, da un paseo, duerme. Durante al menos dos días no hay otra charla.
