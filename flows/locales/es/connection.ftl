### Paso 3, conexión. Ligero y para dos personas cualesquiera: también con poco dinero, enfermedad, distancia o poco tiempo.

## Antes

connection-intro =
    Este paso es para pasar tiempo en pareja: cosas pequeñas, más bien nuevas que grandes, más o menos una vez por semana durante cuatro semanas.

    En ese rato la herida queda a un lado. No se olvida; tiene su propio lugar. Si aparece, basta con «ahora no», y espera. El sexo también queda aparte: estos ratos no llevan a nada más.

    Buscamos algo que te venga bien a ti y también a tu pareja, y luego un día. ¿Es buen momento ahora?
    .agree = Sí, a buscar
    .not_today = Hoy no
connection-wishes =
    ¿Qué necesitas esta vez? Marca lo que encaje. Si todo te parece bien, salta la pregunta.

    Basta una marca, tuya o de tu pareja, para que algo valga en común, y no digo de quién es.

## Lo que les gusta a las dos personas

connection-votes =
    ¿Te gustaría algo de esto? Cada cosa es un sí, un quizá o un no; lo que dejes sin marcar cuenta como no.

    Nadie ve tus respuestas. Solo muestro lo que te gusta a ti y también a tu pareja, y olvido lo demás.
    .yes = sí
    .maybe = quizá
    .no = no
connection-nothing =
    Aquí todavía no había nada en lo que coincidieran los gustos. Eso no dice nada de la pareja; hay más.

    ¿Cómo seguimos? Si las respuestas no coinciden, tomo una de las dos.
    .more = Ver más
    .wider = Cambiar qué necesitamos
    .own = Cada cual propone algo
connection-idea =
    ¿Hay algo que te gustaría hacer con { $partner }? Bastan unas palabras. Después { $partner } puede decir sí, quizá o no.

    Si no se te ocurre nada, salta la pregunta.
    .title = una idea
connection-idea-example =
    «Dar de comer a los patos.»
    «Aquel juego de hace años.»
    «Un té junto a la ventana mientras llueve.»
# Lo leen las dos personas. Puede que una lo haya saltado.
connection-idea-revealed = Las ideas de cada cual. Ahora se puede decir sí, quizá o no a la de tu pareja; a la lista solo pasa lo que gusta por los dos lados.
connection-choose =
    Esto te gusta a ti y también a tu pareja. Primero va lo que tuvo dos síes.

    ¿Qué te gustaría hacer ahora? Si las elecciones no coinciden, la primera vez decide el azar, y después se va por turnos.
# Lo leen las dos personas; detrás va lo elegido.
connection-agreed = Las dos elecciones coinciden. Ahora { $speaker } propone un momento.
connection-settled = Las elecciones no coinciden, así que decidió el azar: lo que eligió { $listener }. Si vuelve a pasar, le toca a { $speaker }. Ahora { $speaker } propone un momento.
connection-in_turn = Las elecciones no coinciden. Esta vez le tocaba a { $listener }, la próxima le toca a { $speaker }. Ahora { $speaker } propone un momento.
connection-own = Entonces, antes, cada cual puede proponer algo.
connection-more = Entonces vemos antes algo más.

## Cuándo

connection-propose =
    { $me }, ¿cuándo te vendría bien? Elige un momento, o escribe uno, como «sáb 19:30».

    Cuenta tu propio reloj; tu pareja lo ve en el suyo, y puede decir que sí o proponer otro.
    .off = Al final, esto no
connection-accept =
    { $partner } propone un momento. ¿Te viene bien?

    «Al final, esto no» lo cancela, también para tu pareja y sin motivo.
    .yes = Sí, me viene bien
    .other = Otro momento
    .off = Al final, esto no
connection-proposed =
    { $partner } tiene ahora este momento, y puede decir que sí o pedir otro. Hasta entonces todavía puedes cambiarlo.
    .other = Otro momento
    .off = Al final, esto no
# Lo lee quien acababa de recibir un momento que ya no cuenta.
connection-rethought = { $author } prefiere proponer otro momento. Hasta que llegue no tienes que responder nada.
# Lo leen las dos personas.
connection-too_late = Ese momento ya pasó. Buscamos otro.
# Lo leen las dos personas.
connection-other_time = Ese momento no acaba de encajar. Buscamos otro.
connection-arrange = El momento queda fijado. ¿Quién se encarga de conseguir lo necesario, reservar, ver cómo llegar? Si las respuestas no coinciden, se hace en común.
    .me = Yo
    .you = { $partner }
    .together = En común
connection-phones =
    ¿Teléfonos guardados durante ese rato? Si la cita es por teléfono, todo lo demás queda en silencio.

    Se guardan si hay dos síes. Si no, se quedan a mano, y no digo quién lo prefirió.
    .away = Guardados
    .near = Mejor a mano

## El plan

connection-line_what = { $activity }
connection-line_when = Cuándo: { $time }
connection-line_their_clock = En el reloj de { $partner }: { $time }
connection-arranges-you = Te encargas tú.
connection-arranges-partner = Se encarga { $partner }.
connection-arranges-both = Se hace en común.
connection-line_phones = Teléfonos guardados.
# Debajo de un archivo, y en pantallas de bloqueo.
connection-calendar = Para tu calendario, si quieres. Si hay una entrada anterior, vale esta.
    .title = Rato en común
    .file = rato-en-comun.ics
connection-ahead =
    El plan. Cada cual puede moverlo o cancelarlo, con un toque y sin motivo.

    Durante una pausa o un respiro sigue en pie, y también entonces se puede cancelar.

    En ese rato la herida queda a un lado.
    .question = Una pregunta
    .move = Moverlo
    .off = Cancelarlo
connection-evening = Una pregunta ligera para hablar cuando llegue el rato, si quieres. Nadie tiene que responder, y aquí no se escribe nada.
    .question = Otra
    .back = Volver al plan
    .move = Moverlo
    .off = Cancelarlo
# En pantallas de bloqueo: detrás va el momento, y nada más.
connection-reminder-day = Un pequeño recordatorio.
connection-reminder-hour = Un pequeño recordatorio: ya casi es la hora.
# Lo leen las dos personas, lo pida quien lo pida.
connection-moved = El momento queda abierto otra vez. No hace falta ningún motivo. Buscamos otro.
connection-off = Queda cancelado por ahora. No hace falta ningún motivo, y no se pierde nada.
connection-called_off = Queda cancelado por ahora. No hace falta ningún motivo, y no se pierde nada. Si está en tu calendario, quítalo allí, por favor.

## Después

connection-happened = ¿Se dio lo que estaba previsto? Cualquier respuesta está bien, y no se le dice a nadie quién dijo qué.
    .yes = Sí
    .no = Esta vez no
# Lo leen las dos personas, también cuando sus respuestas no coinciden.
connection-another_day = Parece que esta vez no se dio. A veces pasa, y nadie tiene que explicarlo. Se puede planear otra vez.
connection-moment =
    ¿Hubo algún momento que te gustó? Bastan unas palabras o una foto. Mejor sin otras personas.

    Si no se te ocurre nada, salta la pregunta.
    .title = un momento que me gustó
connection-moment-example =
    «Cuando nos equivocamos de autobús y dio igual.»
    «La sopa.»

    O empieza con: «Me gustó cuando …»
# Lo leen las dos personas. Puede que una lo haya saltado.
connection-moment-revealed = Lo bueno de ese rato:
connection-rating = ¿Cómo fue para ti? 0 es nada bien, 10 es muy bien. El número se queda contigo.
connection-next =
    ¿Quieres planear algo otra vez? Más o menos una vez por semana es buena medida, y menos también está bien.

    Si las dos elecciones coinciden, se hace. Si no, queda abierto por ahora, y no digo quién eligió qué.
    .plan = Sí, a planear
    .later = Ahora no
    .enough = Ir al paso siguiente
    .close = Cerrar este paso
connection-line_may_end = También se puede ir al paso siguiente, con dos síes. Ratos así se pueden seguir planeando a la vez.
connection-waiting = Ahora no hay nada planeado, y está bien. Cuando quieras, te pregunto a ti y también a tu pareja.
    .ask = Pregúntanos
# Lo lee solo quien tocó «Pregúntanos» poco después de la pregunta.
connection-room = Hace poco que pregunté, a ti y a tu pareja, así que antes queda un poco de espacio. Volveré a hacerlo entonces: { $time }.
    .leave = Mejor lo dejo
connection-done = Entonces lo dejamos aquí. Este paso se puede hacer otra vez cuando haya dos síes.
