### Paso 2, límites. Nada aquí dice de quién es un nivel, quién fue más prudente, ni que alguien tiene un deseo.

## La regla

boundaries-rule =
    Se trata de lo que ahora está bien para cada cual, y de lo que no. Valen cuatro cosas:

    • Si las respuestas difieren, cuenta la más prudente, y nadie tiene que explicarse.
    • Cada cual puede elegir algo más prudente en lo que quiera, por su cuenta y en cualquier momento.
    • Para ir más allá hacen falta dos síes.
    • Un sí vale solo para ese momento.

    ¿Te parece bien?
    .agree = De acuerdo
    .not_today = Hoy no

## La hoja, cada cual a solas. Los niveles van en botones, cuatro por fila.

boundaries-worksheet =
    { $area } · { $page } de { $pages }

    ¿Qué está bien para ti ahora, lo hagas tú o lo haga tu pareja? Lo que dejes sin marcar cuenta como «preguntar»: que se te pregunte antes, cada vez.

    Tu pareja nunca ve tus marcas. De las dos respuestas se muestra solo la más prudente, a ti igual que a tu pareja.
    .welcome = con gusto
    .ask = preguntar
    .not_now = ahora no
    .no = no
    .title = lo que está bien para mí

## La escalera del contacto, y los nombres de dos peldaños más

boundaries-naming =
    Ahora el contacto físico, como una escalera: desde no tocarse hasta un masaje.

    Si tú quieres y tu pareja también, se pueden nombrar dos peldaños más con palabras propias. Si no, quedan fuera, y nada dice por qué. No digo quién eligió qué.
    .name = Quiero nombrarlos
    .leave_out = Dejarlos fuera
# Lo leen las dos personas, también cuando una sí los habría nombrado.
boundaries-unnamed = Por ahora la escalera llega hasta el masaje. Los demás peldaños quedan fuera.
boundaries-propose_five = { $me }, ¿cómo llamarías al peldaño 5, el que sigue al masaje? Pocas palabras, que leas con gusto y tu pareja también. { $partner } puede aceptarlas, proponer otras o dejar el peldaño fuera.
    .leave_out = Dejarlo fuera
    .title = peldaño 5
boundaries-propose_five-carried = { $author } propone para la escalera:
boundaries-accept_five = ¿Aceptas estas palabras para el peldaño 5? Nombrar un peldaño no es decirle que sí. Tu pareja verá lo que pulses.
    .take = Aceptarlas
    .other = Proponer otras
    .leave_out = Dejarlo fuera
boundaries-accept_five-take = { $author } acepta estas palabras para el peldaño 5.
boundaries-accept_five-other = { $author } quiere proponer otras palabras.
boundaries-accept_five-leave_out = El peldaño 5 queda fuera por ahora.
boundaries-propose_six = { $me }, ¿cómo llamarías al peldaño 6, el siguiente? { $partner } puede aceptar tus palabras, proponer otras o dejar el peldaño fuera.
    .leave_out = Dejarlo fuera
    .title = peldaño 6
boundaries-propose_six-carried = { $author } propone para la escalera:
boundaries-accept_six = ¿Aceptas estas palabras para el peldaño 6? Nombrar un peldaño no es decirle que sí. Tu pareja verá lo que pulses.
    .take = Aceptarlas
    .other = Proponer otras
    .leave_out = Dejarlo fuera
boundaries-accept_six-take = { $author } acepta estas palabras para el peldaño 6.
boundaries-accept_six-other = { $author } quiere proponer otras palabras.
boundaries-accept_six-leave_out = El peldaño 6 queda fuera por ahora.
boundaries-ladder =
    ¿Cuál es el peldaño de contacto físico más alto que está bien para ti ahora? También lo están los anteriores, cuando sea buen momento para ti y para tu pareja.

    Tu pareja nunca ve tu respuesta. De los dos peldaños se muestra solo el más bajo, a ti igual que a tu pareja.

## El tiempo de espera

boundaries-waiting =
    ¿Cuánto tiempo quieres esperar antes de ir más allá de ese peldaño?

    Cuenta la respuesta más larga. No digo de quién era, aunque se puede suponer. Cuando el tiempo termina, nada cambia por sí solo: te preguntaré a ti y también a tu pareja.
    .none = Sin espera
    .week = Una semana
    .two_weeks = Dos semanas
    .month = Un mes
    .three_months = Tres meses
    .until_said = Hasta que yo lo diga

## Con palabras propias

boundaries-off_limits = ¿Qué no aceptas de ningún modo, sea cual sea el acuerdo? Una o dos frases, sobre lo que harás o no harás. Puedes saltarlo.
    .title = lo que no acepto
boundaries-off_limits-example =
    «No quiero que me despierten para hablar.»

    «Cuando se alza la voz, salgo de la habitación.»

    O empieza con: «Para mí no está bien que …»
boundaries-welcome = ¿Qué recibirías con gusto? Cosas pequeñas que te harían bien.
    .title = lo que sí, con gusto
boundaries-welcome-example =
    «Un té en compañía por la noche.»

    «Que me pregunte antes de un abrazo.»

    O empieza con: «Me haría bien …»
boundaries-crossed = Si un día se cruza un límite, ¿qué harás y qué te ayudaría entonces?
    .title = si se cruza un límite
boundaries-crossed-example =
    «Digo basta y me voy a otra habitación. Me ayuda tener una hora a solas.»

    O empieza con: «Entonces voy a …»
    «Lo que me ayuda es …»
# Cuando el paso se repite, encima de las palabras propias de antes. Solo se pregunta a quien las escribió; su pareja las lee más tarde.
boundaries-off_limits_before =
    Esto escribiste sobre lo que no aceptas, y vale.

    Con Saltar, todo se queda. Marca solo lo que ya no debe valer. Antes de acordar nada, cada cual lee qué dejaría de valer.
    .title = lo que de esto ya no vale
boundaries-welcome_before =
    Esto escribiste sobre lo que recibirías con gusto.

    Con Saltar, todo se queda. Marca solo lo que ya no debe valer. Antes de acordar nada, cada cual lee qué dejaría de valer.
    .title = lo que de esto ya no vale
boundaries-crossed_before =
    Esto escribiste para cuando se cruza un límite.

    Con Saltar, todo se queda. Marca solo lo que ya no debe valer. Antes de acordar nada, cada cual lee qué dejaría de valer.
    .title = lo que de esto ya no vale
# Debajo de la pregunta por palabras propias, cuando las de antes siguen valiendo.
boundaries-beside = Lo que escribiste antes y no marcaste se queda al lado.
# Lo leen las dos personas. Puede que se haya saltado una parte.
boundaries-off_limits-revealed = Con palabras propias, para el acuerdo. Lo que quedó sin decir puede quedar así.

## El acuerdo, antes de firmarlo

# Lo leen las dos personas; siguen los renglones.
boundaries-agreed = Este podría ser hoy el acuerdo. Donde las respuestas eran distintas, queda la más prudente, y nadie tiene que explicarse.
# Lo leen las dos personas; siguen los renglones. También cuando lo cambió solo una.
boundaries-agreed_anew = El acuerdo dice ahora algo distinto. Así vale cuando haya dos síes; lo demás queda como estaba:
# Lo leen las dos personas debajo de lo anterior, cuando el paso se repite; siguen los renglones.
boundaries-less_careful = Frente a lo que vale hasta ahora en la pareja, estos renglones irían más allá:
# Lo leen las dos personas cuando el paso se repite; siguen las palabras, con el nombre de quien las escribió.
boundaries-left_out = Estas palabras de { $author }, de antes, ya no valdrían cuando haya dos síes:
# Lo lee quien edita palabras que las dos personas ya aceptaron; a la pareja no se le dice nada.
boundaries-holds = Lo acordado en pareja queda como estaba, así que tu edición no cambia nada ahí. Para poner otras palabras se repite este paso en pareja; /menu muestra cómo.
# Lo lee quien lo pidió; siguen los renglones, y luego las palabras de cada cual.
boundaries-every_line = Cada renglón, como está ahora:
boundaries-own_words = Con palabras de { $author }:
boundaries-look =
    Lee el acuerdo con calma. Después, cada cual puede elegir algo más prudente en cualquier renglón, por su cuenta. Ir más allá solo se puede en pareja.

    El acuerdo vale cuando haya dos síes. ¿Qué quieres hacer?
    .agree = De acuerdo
    .every_line = Ver cada renglón
    .ask = Tengo una pregunta
    .change = Cambiar algo
    .not_today = Hoy no
# Quien dijo que sí, y quien hizo una pregunta que todavía no se puede responder.
boundaries-looked = Por tu parte ya está, por ahora. Te escribo cuando sigamos. Todavía puedes volver al acuerdo.
    .look_again = Mirarlo otra vez
boundaries-ask_area = ¿Sobre qué renglón es tu pregunta?
boundaries-ask_item = ¿Cuál?
boundaries-ask_words = ¿Qué quieres preguntarle a { $partner } sobre eso? Es una pregunta para entender; con ella no se decide nada.
    .back = Volver
boundaries-ask_words-carried = { $author } tiene una pregunta sobre el acuerdo:
boundaries-answer = ¿Qué quieres responderle a { $speaker }? Con ello no se decide nada.
    .no_answer = Por ahora, sin respuesta
boundaries-answer-carried = { $author } responde:
boundaries-no_answer = Por ahora no hay respuesta a tu pregunta, y no hace falta que la haya.
boundaries-change = ¿Qué quieres cambiar de lo tuyo? Empiezas con lo que tenías.
    .worksheet = Mis marcas
    .ladder = Mi peldaño
    .waiting = Mi tiempo de espera
    .words = Mis palabras de antes
    .back = Volver
# Debajo del peldaño o del tiempo de espera, cuando se cambia; solo lo lee quien lo cambia.
boundaries-so_far = Hasta ahora: { $chosen }. Elegir lo mismo lo deja como estaba.
# Lo leen las dos personas; sigue la versión.
boundaries-signed = Hay dos síes: el acuerdo vale desde ahora, y está en /boundaries. Dentro de dos semanas preguntaré a cada cual si todavía encaja, y luego una vez al mes.
boundaries-version = Versión { $number } · { $time }
boundaries-version_signed = Versión { $number } · { $time } · con dos síes
boundaries-version_words = Versión { $number } · { $time } · se añadieron palabras

## /boundaries

# The entry in /menu.
boundaries-menu = Nuestros límites
boundaries-home = Lo que mires aquí no se le dice a nadie. Solo un cambio, o una pregunta para hoy, llega a tu pareja, y enseguida.
    .see = Verlo entero
    .tighten = Algo más prudente
    .more = Algo más que no acepto
    .wish = Tengo un deseo
    .wishes = Mis deseos
    .today = Preguntarnos hoy
    .today_again = La pregunta para hoy
    .step_back = Hoy, un peldaño menos
    .history = Lo que ha cambiado
    .pdf = En PDF
    .picture = En imagen
    .close = Eso es todo
# El título sobre él en un recuerdo.
records-agreement = Nuestro acuerdo
boundaries-agreement = Lo que vale en la pareja:
boundaries-history = Lo que ha cambiado, primero lo más nuevo. Nunca dice quién.
# Debajo de un archivo, y en pantallas bloqueadas.
boundaries-print = Esta es la página que pediste.
    .title = Nuestro acuerdo
    .file = nuestro-acuerdo

## Más prudente: por cuenta propia, enseguida, sin motivo

boundaries-tighten_area = ¿En qué renglón quieres algo más prudente? Vale enseguida, también para tu pareja. El renglón nuevo lo leerás tú y lo leerá tu pareja; a nadie se le pregunta por qué.
boundaries-tighten_item = ¿Cuál?
boundaries-tighten_level = ¿Cómo debe ser desde ahora? Vale en cuanto pulses. Hasta ahora dice:
# Lo leen las dos personas; sigue el renglón. También cuando las dos van más allá. Las primeras palabras se ven en pantallas bloqueadas.
boundaries-changed = Hay una nueva versión de lo acordado en la pareja. Vale desde ahora, y nadie tiene que explicarse:

## Algo más que no se acepta, con palabras propias: también por cuenta propia. Se muestra una vez más antes de enviarlo.

boundaries-more_off_limits = ¿Qué más no aceptas? Una o dos frases, sobre lo que harás o no harás. Antes de que nadie más lo lea, te lo muestro otra vez.
    .back = Volver
    .title = lo que no acepto
boundaries-share = Esto se añadiría a lo acordado, con tu nombre, y tu pareja lo lee enseguida. Para quitarlo después habría que repetir este paso en pareja.
    .send = Añadirlo
    .back = No añadirlo
# Lo leen las dos personas; siguen la versión y las palabras. Lo primero se ve en pantallas bloqueadas.
boundaries-added = Hay una nueva versión de lo acordado en la pareja. { $author } ha añadido algo, y nadie tiene que explicarlo:
# Cuando todo está parado.
boundaries-not_added = Ahora mismo no se puede añadir, así que solo lo ves tú: el programa está parado. Cuando siga, puedes escribirlo aquí otra vez.
# Para quien aún no había pulsado «Añadirlo» cuando el acuerdo se firmó de nuevo.
boundaries-added_late = Lo que ibas a añadir no se añadió antes del nuevo acuerdo, así que solo lo ves tú. Puedes escribirlo otra vez en /boundaries.
# Para quien ya añadió cinco veces.
boundaries-added_enough = Ya añadiste cinco, y aquí no caben más. Cuando este paso se repita en pareja, pregunto por todas, y por otras. Lo encuentras en /menu.

## Ir más allá: un deseo que nadie ve

boundaries-wish_area = ¿Sobre qué es tu deseo? Un deseo se queda contigo. Tu pareja solo llegaría a saberlo si desea lo mismo antes de que pasen 14 días. Hasta entonces no cambia nada.
boundaries-wish_item = ¿Cuál?
boundaries-wish_level = ¿Qué desearías? Se queda contigo. Hasta ahora dice:
boundaries-wish_kept = Guardado, solo para ti. Dura 14 días, y lo puedes retirar en /boundaries. No se lo digo a nadie, salvo que haya dos deseos iguales.
# Lo leen las dos personas; sigue el renglón como quedaría.
boundaries-matched = Tu deseo y el de tu pareja coinciden. Todavía no ha cambiado nada. Dentro de un día vuelvo a preguntar a cada cual, y solo con dos síes más dirá:
boundaries-wishes = Estos son tus deseos. Tu pareja solo sabe de los que también son suyos. Pulsa uno para retirarlo; no se lo digo a nadie.
boundaries-withdrawn = Retirado, y no se lo digo a nadie. El renglón queda como está.
boundaries-confirm = Ha pasado un día. El renglón de abajo era un deseo tuyo y también de tu pareja. ¿Sigue bien para ti? Solo vale con dos síes. Un «no» no necesita motivo, y no se lo digo a nadie.
    .yes = Sí, sigue bien
    .no = No, dejarlo como está
# Las mismas palabras después de un sí y de un no.
boundaries-answered = Guardado, solo para ti. Con dos síes el renglón cambia, y lo leerás tú igual que tu pareja; hasta entonces un sí se puede retirar en /boundaries. Si en una semana no los hay, te diré que nada cambia, y a tu pareja también.
boundaries-settled = Esto ya quedó resuelto. No ha cambiado nada.
# While one of them has paused or taken a time-out.
boundaries-still = Ahora mismo el programa está parado, así que mientras tanto nada de aquí va más allá, y a tu pareja no se le pregunta nada. Elegir algo más prudente se puede en todo momento.
# Lo leen las dos personas. Las mismas palabras tras un no y tras el silencio; sin renglón, porque puede verse en una pantalla bloqueada.
boundaries-unchanged = Algo que habías deseado, igual que tu pareja, queda como estaba, y está bien así. /boundaries muestra lo que vale.

## ¿Hoy sigue bien?

# Las primeras palabras se ven en pantallas bloqueadas.
boundaries-today =
    Una pregunta corta para hoy, para cada cual: ¿lo acordado sigue bien para ti?

    Tu pareja no ve tu respuesta. Cuando haya dos respuestas, leerás solo la más prudente, y tu pareja también. No hace falta motivo.
    .yes = Sí, como en el acuerdo
    .less = Un peldaño menos
    .not_today = Hoy no
boundaries-today_noted = Guardado, solo para ti. Mientras no haya dos respuestas, no hay un sí, y puedes responder de nuevo en /boundaries.
# Quien la responde cuando ya pasó su momento, por ejemplo tras una pausa.
boundaries-today_past = Esa pregunta era para otro momento, así que no hay un sí. En /boundaries puedes pedir que pregunte de nuevo, a ti y a tu pareja.
# Las dos personas reciben las mismas palabras en el mismo momento; sigue el renglón.
boundaries-evening = Esto es lo que vale para hoy. Puede ser menos en cualquier momento: basta una palabra, y no hace falta motivo.
    .step_back = Un peldaño menos
    .no_touch = Hoy, sin contacto físico
    .put_away = Cerrar esto
boundaries-for_today = Para hoy: { $rung }

## Mirarlo otra vez

boundaries-waited =
    El tiempo de espera acordado ya pasó. Nada ha cambiado por eso.

    ¿Cómo quieres que siga? También le pregunto a tu pareja. Si quieres más tiempo, vale enseguida, y el renglón nuevo lo lees tú y lo lee tu pareja. Cualquier otra respuesta se queda contigo, salvo que haya dos síes a que termine.
    .over = Por mí, puede terminar
    .longer = Quiero más tiempo
    .as_it_is = Dejarlo como está
boundaries-review = Una pregunta tranquila, para cada cual: ¿lo acordado todavía encaja? Nadie más ve tu respuesta.
    .fits = Todavía encaja
    .look = Quiero mirarlo
