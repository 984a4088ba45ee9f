### La página del archivo que da /export: una persona la lee a solas, quizá en papel.

export-title = Mi copia
export-made = Hecha el { $moment }
export-careful = Este archivo no va cifrado: puede leerlo cualquiera que lo tenga.
export-written = Tus respuestas
export-shown = Lo que se te mostró
export-kept = Lo que se guarda más allá de las charlas
export-about = Tú, aquí
export-nothing = Todavía nada.
export-voice = (un mensaje de voz; está en tu chat de Telegram)
export-skipped = (saltado)
# En lugar de una pregunta, donde no la hubo.
export-question =
    .letter = La disculpa, tal como la armaste
    .aside = Escrito mientras no tenías la palabra
    .draft = Escrito mientras la charla estaba parada
    .other = Algo que escribiste
# Quién podía leer una respuesta cuando se hizo la copia.
export-seen =
    .you = Solo tú
    .sealed = En sobre cerrado: tu pareja lo ve cuando estén las dos respuestas
    .both = Las dos personas
    .partner = Tu pareja lo ha visto, o va en camino
    .draft = Un borrador: solo tú
export-place =
    .private = en tu chat privado
    .group = en el grupo de la pareja
export-track =
    .joint = con tu pareja
    .solo = por tu cuenta
export-fact =
    .name = Nombre
    .number = Número en Telegram
    .met = Aquí desde
    .consented = Consentimiento
    .language = Idioma
    .zone = Hora de
    .country = País de la página de ayuda
    .quiet = Horas de silencio
    .nudges = Avisos
    .track = Tu camino
    .together = Aquí con una pareja
    .invitation = Invitación
export-invitation =
    .used = usada el { $moment }
    .withdrawn = retirada el { $moment }
    .until = hasta el { $moment }
