### Los avisos, para una persona.

# El botón del menú.
nudges-menu = Avisos
nudges-choose = ¿Cómo quieres que te avise? Ahora está así:
    .snooze = Por un rato, nada
    .often = Cada cuánto
    .time = Hora del día
    .quiet = Horas de silencio
    .place = Estoy en otro lugar
    .why = ¿Por qué me llegan?
    .close = Está bien así
nudges-often = ¿Cada cuánto puedo escribirte por mi cuenta? Por lo general, no más de una vez al día. Si dos avisos quedan sin respuesta, paro.
    .none = Nunca
    .few = Pocas veces
    .some = De vez en cuando
nudges-time = ¿A qué hora del día?
    .any = Fuera de las horas de silencio
    .morning = Por la mañana, desde las 9:00
    .noon = A mediodía, desde las 12:30
    .evening = Por la tarde, desde las 19:00
nudges-quiet = ¿Cuándo quieres silencio? En esas horas no te aviso de nada.
    .usual = De 21:30 a 08:30
    .earlier = De 20:00 a 08:00
    .later = De 23:30 a 10:00
    .short = De 23:00 a 07:00
nudges-place = ¿En qué ciudad estás, o cerca de cuál? Solo lo necesito por la hora. Pulsa una o escribe el nombre de una ciudad.
nudges-snooze = ¿Cuánto tiempo sin avisos?
    .hour = Una hora
    .tonight = Hasta esta tarde
    .tomorrow = Hasta mañana
nudges-because = Te escribo por mi cuenta cuando espera una pregunta o una charla, cuando se acerca algo que planeaste con tu pareja, o cuando pediste un aviso semanal. Por lo general, no más de una vez al día, nunca en tus horas de silencio, y mis palabras no dicen de qué se trata.
nudges-kept = Anotado.
