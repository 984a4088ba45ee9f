### El camino de la pareja por los pasos. Las dos personas leen lo mismo al mismo tiempo; nada dice quién pulsó qué, ni por qué.

# Solo para dos personas que ya fueron pareja aquí. Sus respuestas de entonces no vuelven a mostrarse.
programme-before =
    Esta pareja ya estuvo aquí antes. Se puede seguir en el paso donde quedó, con lo que se guardaba en común: el acuerdo, el plan, las promesas y las palabras de aprecio. O se empieza de nuevo, y cada cual conserva una copia de lo anterior.

    Si las respuestas son distintas, empezamos de nuevo. ¿Qué prefieres?
    .go_on = Seguir donde quedó
    .anew = Empezar de nuevo
# Para las dos personas, antes de la próxima pregunta.
programme-brought_back = Entonces seguimos donde quedó. Lo que se guardaba en común está aquí otra vez: /boundaries y /appreciate lo abren.
# También cuando las respuestas son distintas.
programme-anew = Entonces empezamos de nuevo. Lo anterior queda en la copia de cada cual: /export

programme-place =
    ¿Dónde prefieres seguir: en los chats privados, cada cual a solas conmigo, o en un grupo con tu pareja y yo?

    Si las respuestas son distintas, empezamos en los chats privados.
    .private = En los chats privados
    .group = En un grupo
# También cuando las dos personas querían los chats privados.
programme-private_first = Entonces empezamos en los chats privados, cada cual a solas conmigo.
programme-group =
    Hace falta un grupo en el que solo esté tu pareja contigo; se puede crear uno nuevo. Una persona me añade con el botón de abajo. La otra pulsa luego el botón que pongo allí.

    En un grupo puedo leer comandos, respuestas a mis mensajes y pulsaciones de mis botones, y noto quién llega y quién se va. Nada más.
    .link = Elegir el grupo
    .private_instead = Seguimos en chats privados
programme-offered =
    La próxima charla está lista, para cuando convenga a cada cual. Lleva de 20 a 30 minutos cada vez. Se puede parar en cualquier punto y seguir desde ahí otro día.

    La charla empieza cuando haya dos síes. Si en una semana no los hay, guardo la propuesta; la puedes recuperar.

    ¿Es buen momento para ti? Sería esta:
    .ready = Sí, es buen momento
    .not_now = Ahora no
# De qué trata cada paso, en una línea, debajo de su propuesta.
programme-about =
    .open_communication = Comunicación abierta: lo que pasó, contado y escuchado.
    .boundaries = Límites: qué le va bien ahora a cada cual, qué no, y cuánto esperar.
    .connection = Conexión: buenos ratos con tu pareja, dejando a un lado lo que duele.
    .appreciation = Aprecio: fijarse en lo que la otra persona hace, y decírselo.
    .patience = Paciencia: ir despacio, los tropiezos y lo que se promete.
programme-not_yet = De acuerdo, ahora no. No se lo digo a nadie, y no hace falta que digas por qué. Cuando te venga bien, pulsa aquí.
    .ready = Ahora sí
programme-ready_met = Has dicho que sí. La charla empieza cuando haya dos síes, y entonces te escribo. Todavía puedes cambiar de idea.
    .not_now = Al final, ahora no
programme-lapsed = Ha pasado una semana, así que he guardado la propuesta. Está bien. Cuando quieras, vuelvo a preguntar, a ti y a tu pareja.
    .offer = Pregúntanos otra vez
programme-arrived =
    Los cinco pasos están hechos. No tiene que venir nada más. Lo acordado se queda, y /boundaries y /appreciate siguen ahí.

    Lo que pulses aquí te lo pregunto a ti y también a tu pareja: repetir un paso, o terminar.
    .open_communication = Comunicación abierta
    .boundaries = Límites
    .connection = Conexión
    .appreciation = Aprecio
    .patience = Paciencia
    .end = Proponer un final
# A las dos personas, pulse quien pulse.
programme-suggested =
    Un paso se podría hacer otra vez. Lo que está abierto se queda mientras tanto como está, y de lo anterior no se pierde nada.

    Empezamos cuando haya dos síes. Si alguien dice que no, cada cual lee enseguida que todo sigue como estaba. ¿Es buen momento para ti?
    .ready = Sí, es buen momento
    .not_now = Ahora no
programme-suggested_met = Has dicho que sí. Empezamos cuando haya dos síes, y entonces te escribo. Todavía puedes cambiar de idea.
    .not_now = Al final, ahora no
# A las dos personas, también cuando ha pasado una semana.
programme-stays = Todo se queda como estaba.
programme-ending =
    El programa podría terminar aquí, para ti y para tu pareja. Cada cual se queda con sus palabras y con lo compartido.

    Terminará cuando haya dos síes. Si alguien dice que no, cada cual lee enseguida que todo sigue como estaba. ¿Es el momento?
    .agree = Sí, que termine aquí
    .stay = Todavía no
programme-ending_met = Has dicho que sí a terminar aquí. El programa termina cuando haya dos síes. Todavía puedes cambiar de idea.
    .stay = Al final, todavía no
programme-ended_together = El programa ha terminado, con un sí de cada parte. Cada cual se queda con sus palabras y con lo compartido. Con mis mejores deseos.
programme-time_out =
    Paremos aquí un rato. Al menos 20 minutos: moverse, beber agua, mirar por la ventana. No se pierde nada.

    ¿Cuándo seguimos? Pulsa una de estas horas, por favor: una hora escrita no la puedo tomar.
    .twenty_minutes = 20 min · { $time }
    .one_hour = 1 h · { $time }
    .three_hours = 3 h · { $time }
    .tomorrow = 24 h · { $time }
programme-agree =
    { $speaker } propone seguir: { $time }.

    ¿Te viene bien?
    .yes = Sí, me viene bien
    .other = En otro momento
# Lo leen las dos personas.
programme-other_time = Esa hora no va bien. Busquemos otra.
# Lo leen las dos personas.
programme-away = Seguimos: { $time }. Hasta entonces no hace falta nada aquí. Ayuda más algo que dé calma que darle vueltas a todo.
programme-back =
    Podríamos seguir ahora, donde lo dejamos.

    ¿Es buen momento para ti? Con «Más tarde», el programa descansa un tiempo, también para tu pareja.
    .go_on = Sí, seguir
    .later = Más tarde
programme-back_met = Has dicho que sí a seguir. Seguimos cuando haya dos síes, y entonces te escribo. Si tarda más de una semana, antes te pregunto otra vez. Todavía puedes cambiar de idea.
    .not_yet = Al final, todavía no
# A quien dijo que sí a seguir hace más de una semana, cuando también lo ha dicho la otra persona; sigue la pregunta.
programme-yes_again = Tu sí a seguir tiene ya más de una semana, así que te pregunto otra vez. Cualquier respuesta está bien.
programme-paused = El programa está en pausa. Seguimos cuando haya un sí de cada parte.
    .go_on = Seguir
programme-paused_met = Has dicho que sí a seguir. Seguimos cuando haya dos síes, y entonces te escribo. Si tarda más de una semana, antes te pregunto otra vez. Todavía puedes cambiar de idea.
    .not_yet = Al final, todavía no
# Lo leen las dos personas. La misma frase sea cual sea la razón: no se cambia para un solo caso. También es bot-resting y bot-where-resting.
programme-resting = El programa descansa. Cuando siga, escribiré a cada cual.
programme-ended = El programa ha terminado aquí. Cada cual conserva sus palabras y lo que se compartió.
