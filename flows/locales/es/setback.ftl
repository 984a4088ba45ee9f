### Un tropiezo: primero el guion, luego una noche de descanso, luego una charla en cinco partes cortas. Ninguna palabra dice quién lo causó.

step-setback = Después

# Lo leen las dos personas. Sigue lo que ayuda en las primeras 24 horas.
setback-script =
    Algo ha vuelto, o ha pasado de nuevo. Lo que ya se ha hecho no se pierde, y nada empieza desde cero. De dónde vino no hace falta aclararlo ahora.

    Si alguien ha sufrido daño físico o amenazas, o tiene miedo, no es momento para una charla: /safety muestra dónde hay ayuda.
# Lo leen las dos personas, o de nuevo quien lo desee. Siguen los pasos que acordaron las dos, y luego la línea propia de cada cual.
setback-script-agreed = Lo acordado en pareja para las primeras 24 horas:
# Lo mismo donde no hay nada acordado. Siguen los pasos.
setback-script-plain = Algunos pasos sencillos que suelen ayudar en las primeras 24 horas:
# A quien pulsa el botón cuando la charla ya está abierta, encima del guion.
setback-again =
    Ya hay una charla abierta sobre un tropiezo. No le he dicho a nadie que has pulsado esto.

    Si alguien ha sufrido daño físico o amenazas, o tiene miedo, /safety muestra dónde hay ayuda.
setback-when =
    Una charla sobre esto va mejor después de dormir. Puede ser ahora si hay dos síes; si no, mañana te pregunto a ti y también a tu pareja.

    ¿Qué prefieres? No digo quién eligió qué. «Sin charla sobre esto» vale también para tu pareja.
    .rest = Después de dormir
    .now = Ahora
    .plan = Envíame nuestro plan
    .put_away = Sin charla sobre esto
setback-when_met = Anotado. Seguimos cuando haya dos respuestas. No hay prisa.
    .put_away = Sin charla sobre esto
# Debajo de un archivo, y en pantallas bloqueadas.
setback-plan_file = Aquí está tu archivo. No está cifrado.
    .title = Nuestro plan
    .file = plan
# Lo leen las dos personas.
setback-night = Entonces la charla descansa hasta mañana. Antes no hay que resolver nada. Comer algo, moverse un poco, dormir. Mañana pregunto, a ti y a tu pareja.
setback-ready =
    Podríamos hablarlo ahora, en cinco partes cortas: qué sintió cada cual, cómo lo vio, qué le tocó por dentro, qué hubo de su parte, y una cosa para la próxima vez.

    La charla empieza cuando haya dos síes. Si en una semana no los hay, guardo la propuesta.

    ¿Es un buen momento para ti?
    .ready = Sí, ahora
    .not_yet = Todavía no
    .put_away = Sin charla sobre esto
setback-ready_later = De acuerdo, ahora no. No hace falta que digas por qué. Cuando te venga bien, pulsa aquí.
    .ready = Ahora sí
    .put_away = Sin charla sobre esto
setback-ready_met = Has dicho que sí. La charla empieza cuando haya dos síes, y entonces te escribo. Todavía puedes cambiar de idea.
    .not_yet = Al final, ahora no
# Lo leen las dos personas. Las mismas palabras después de pulsar y después de una semana: nunca cambiarlas para un solo caso.
setback-put_away = Esta charla queda cerrada. Lo que ya se leyó sigue en el chat; lo demás se queda con quien lo escribió. Cuando quieras, en /menu empieza una nueva.

## Qué sintió cada cual

setback-feelings = ¿Qué sentiste? Por ahora solo los sentimientos, sin razones. Marca hasta cinco. Cuando haya dos respuestas, tu pareja verá los tuyos y tú los suyos.
# Lo leen las dos personas. Puede que se haya saltado.
setback-feelings-revealed = Lo que sintió cada cual. Aquí los sentimientos no necesitan razones, y lo que quedó sin decir puede quedar así.

## Cómo lo vio cada cual

setback-listening =
    { $speaker } tiene la palabra. Verás lo que diga cuando lo haya enviado. Entonces te pediré que digas con tus palabras lo que has oído.

    Lo que se te ocurra mientras tanto lo puedes escribir aquí. Lo guardo solo para ti.
# Se pregunta a cada cual por turno.
setback-reality =
    { $me }, tienes la palabra.

    ¿Cómo fue, visto desde tu lado? Lo que viste, oíste, pensaste. Dos o tres frases; después oirás lo que se ha entendido. Lo mismo se puede ver de dos maneras, y las dos pueden ser verdad.
    Puedes empezar con: «Para mí fue …»
    .not_today = Hoy no
    .put_away = Dejar aquí la charla de pareja
setback-reality-example =
    «Vi que se encendía la pantalla y pensé: otra vez. Después ya no oí nada.»

    O empieza con: «Vi …, y pensé …»
setback-reality-carried = { $author } dice:
setback-give_back = Di con tus palabras cómo fue para { $speaker }. Aquí sin responder; cada cual tiene su turno.
    .put_away = Dejar aquí la charla de pareja
setback-give_back-example =
    «Se encendió la pantalla, y para ti todo empezó otra vez.»

    O empieza con: «Para ti fue …»
setback-give_back-carried = { $author } ha oído esto:
setback-confirm = ¿Es eso lo que querías decir? Tu pareja verá lo que pulses.
    .yes = Sí, es eso
    .partly = En parte
    .not_yet = Todavía no
setback-confirm-yes = { $author } dice: sí, es eso.
setback-confirm-partly = { $author } dice: en parte. Todavía falta algo.
setback-confirm-not_yet = { $author } dice: todavía no. Entenderse puede llevar un rato.
setback-add = ¿Qué falta? Envía una o dos frases. Tu pareja las verá y volverá a intentarlo.
    .put_away = Dejar aquí la charla de pareja
setback-add-carried = { $author } añade:
# Lo leen las dos personas. Después de tres intentos.
setback-enough = Todavía no acaba de encajar. Por hoy puede quedar así, y nadie tiene la culpa. Seguimos con la parte siguiente.
setback-sense = ¿Hay alguna parte que tenga sentido para ti? Entender no es estar de acuerdo. Si no se te ocurre nada, salta la pregunta.
setback-sense-example =
    «Para mí tiene sentido que bastara la luz de la pantalla.»

    O empieza con: «Entiendo por qué …»
setback-sense-carried = Lo que tiene sentido para { $author }:
# Lo leen las dos personas.
setback-swapped = Ahora es al revés: habla { $speaker } y escucha { $listener }.

## Qué tocó por dentro, qué hubo de cada parte, la próxima vez

setback-trigger = ¿Qué te tocó por dentro? Algo de antes, de hace mucho, o de lo que ha vivido la pareja. Si no se te ocurre nada, salta la pregunta.
    .title = qué tocó por dentro
setback-trigger-example =
    «En mi infancia esperé muchas veces junto a la ventana.»

    O empieza con: «Me recordó …»
setback-mine = ¿Qué hubo de tu parte? Algo pequeño que hiciste o dejaste de hacer y que harías de otra manera. Nadie tiene que encontrar nada; puedes saltar la pregunta.
    .title = lo que hubo de mi parte
setback-mine-example =
    «Tenía sueño y respondí antes de haber escuchado.»

    O empieza con: «Podría haber …»
setback-next_time = Una cosa que podrías hacer de otra manera la próxima vez. Pequeña y tuya. Si no se te ocurre nada, salta la pregunta.
    .title = la próxima vez
setback-next_time-example =
    «Digo que necesito diez minutos, y a los diez minutos vuelvo.»

    O empieza con: «La próxima vez voy a …»
# Lo leen las dos personas. Puede que se haya saltado una parte, o todo.
setback-trigger-revealed = Qué tocó por dentro, qué hubo de cada parte, y una cosa para la próxima vez. Estas palabras explican; no acusan a nadie. Lo que quedó sin decir puede quedar así.

## Un paso que quizá venga bien

setback-back =
    ¿Ayudaría volver a recorrer uno de los pasos? Con eso no se borra nada, y vale todo lo acordado.

    Si se eligen pasos distintos, se nombra el que va primero en el camino. Si alguien no elige ninguno, no es ninguno. Quién eligió qué no se le muestra a nadie.
    .none = Ninguno por ahora
    .open_communication = Comunicación abierta
    .boundaries = Límites
    .connection = Conexión
    .appreciation = Aprecio
    .patience = Paciencia
# Lo leen las dos personas. Sigue una línea con el nombre del paso.
setback-back-step = Este paso puede venir bien ahora. Después de un descanso te pregunto si quieres recorrerlo otra vez, y a tu pareja también:
setback-back-line = { $step }
# Lo leen las dos personas.
setback-back-none = Entonces por ahora no se repite ningún paso.
setback-done = Esta charla está completa. Trátate hoy con cuidado: come algo, sal un rato, duerme.
