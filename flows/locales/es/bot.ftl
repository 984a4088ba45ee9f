### Las páginas alrededor de las conversaciones. Lo que se dice en un grupo debe valer para todas las personas que lo leen.

## Por dónde vamos, y qué hay

bot-menu =
    { $where }

    Aquí nada corre prisa.
    .continue = Ver mi pregunta
    .pause = Pausar el programa
    .resume = Seguir
    .time_out = Tomar un respiro
    .safety = Ayuda y seguridad
    .privacy = Privacidad
    .help = Cómo funciona esto
    .language = Idioma / Language
    .invite = Invitar a mi pareja
    .withdraw_invite = Retirar la invitación
    .leave = Dejar el programa
    .way = El camino

bot-where-welcome = Todavía estamos empezando.
bot-where-solo = Estás aquí por tu cuenta, a tu ritmo.
bot-where-invited_open = La invitación sigue abierta.
bot-where-place = La próxima pregunta: ¿chats privados o un grupo?
bot-where-group = Lo próximo: elegir un grupo para la pareja.
bot-where-offered = Hay una charla para cuando las dos personas quieran.
bot-where-not_yet = La charla puede esperar hasta que te venga bien.
bot-where-ready_met = Has dicho que sí a la charla. Empieza cuando haya dos síes.
bot-where-running = Hay una charla abierta.
bot-where-resting = El programa descansa. Escribiré a las dos personas cuando siga.
bot-where-lapsed = La propuesta está guardada. La puedes recuperar cualquier día.
bot-where-arrived = Estos son todos los pasos que hay por ahora.
bot-where-time_out = Un respiro. Falta decidir cuándo seguir.
bot-where-agree = Un respiro. Hay una propuesta de cuándo seguir.
bot-where-away = Un respiro, hasta el momento acordado.
bot-where-back = Podríamos seguir donde lo dejamos.
bot-where-back_met = Has dicho que sí a seguir. Sigue cuando haya dos síes.
bot-where-paused = El programa está en pausa. Sigue cuando las dos personas quieran.
bot-where-paused_met = Has dicho que sí a seguir. Sigue cuando haya dos síes.
bot-where-ended = El programa ha terminado.

bot-help =
    /menu: por dónde vamos y qué está abierto
    /timeout: parar la charla un rato, para las dos personas
    /pause: dejar descansar el programa, para las dos personas
    /resume: seguir después de una pausa
    /language: español o English
    /privacy: qué se guarda y quién podría leerlo
    /safety: números y ayuda

    /safety responde en cualquier momento, a cualquier persona.

    Donde pido palabras, puedes escribir o enviar un mensaje de voz.
bot-later = Esto llega más adelante; todavía no está. /menu muestra lo que hay hoy.
bot-nothing-open = Ahora mismo no hay ninguna pregunta abierta aquí, así que no he guardado nada de esto. En /menu ves por dónde vamos.
bot-media = Aquí solo puedo recibir palabras escritas y mensajes de voz. No he guardado nada de esto, y no se pierde nada.
# En un grupo, quizá con personas desconocidas: no puede decir para qué sirvo.
bot-stranger = Aquí no puedo hacer nada. En un chat privado conmigo cuento con gusto quién soy.
bot-language = ¿En qué idioma te hablo?
bot-language-set = Desde ahora te escribo en español.
bot-start-again = Te doy la bienvenida otra vez. En /menu ves por dónde vamos.
bot-declined = Entonces paramos aquí, y no guardo nada de esto. Si vuelves un día, /start empieza de nuevo. /safety está en cualquier momento.
bot-moved-on = Aquí está tu pregunta otra vez.

## Pausa y respiro

bot-pause-none = No hay nada en marcha que se pueda pausar.
bot-resume-none = Ahora mismo no hay nada en pausa.
bot-resume-noted = De acuerdo. Sigue cuando haya dos síes, y entonces te escribo.
bot-timeout-none = Ahora mismo no hay ninguna charla abierta, así que no hay nada que parar.
bot-resting = El programa descansa. Escribiré a las dos personas cuando siga.
bot-private-only = He respondido en el chat privado.
bot-open-private = Para esto necesito antes un chat privado contigo.
    .open = Abrir el chat privado

## Invitar

# bot-invite es para quien invita; bot-invite-forward es lo que se reenvía: nada ahí dice de qué se trata.
bot-invite = Por favor, reenvía el próximo mensaje a tu pareja. El enlace vale una sola vez, durante { $days } días, y puedes retirarlo antes. No dice de qué se trata.
bot-invite-forward =
    Esto es una invitación a una guía para dos, aquí en Telegram. Hace una pregunta cada vez, y en cada una decides tú.

    Mírala cuando quieras. Mirar no compromete a nada.

    { $link }
bot-invite-open = La invitación sigue abierta, hasta: { $time }.
bot-invite-withdrawn = La invitación está retirada. El enlace ya no funciona.
bot-invite-expired = La invitación ha caducado. Puedes hacer otra cualquier día en /menu.
# Las mismas palabras para un enlace usado, caducado, retirado o desconocido.
bot-invite-invalid = Este enlace no funciona. Puede que ya se haya usado, o que haya pasado su tiempo. Puedes pedir otro, o empezar por tu cuenta con /start.
bot-invite-self = Este enlace es tuyo. Es para tu pareja: reenvíalo, por favor.
bot-invite-taken = Ya tienes aquí una conexión con una pareja. Solo puedo acompañar a una pareja a la vez por persona.
bot-joined = { $partner } y tú tienen ahora este espacio en común. Lo que cada cual escribe en privado sigue siendo privado.
bot-invite-safety = Antes de una invitación, unas preguntas privadas solo para ti.

## Dejarlo

bot-leave =
    ¿Quieres dejar el programa? Entonces termina para las dos personas. Cada cual conserva sus palabras y lo que se compartió.

    No se le dice a nadie quién lo dejó, ni por qué.
    .leave = Dejarlo
    .stay = Quedarme
bot-left = Hecho. Tus palabras siguen siendo tuyas. Si un día quieres empezar de nuevo, ahí está /start.

## En el grupo

bot-group-hello =
    Hola a las dos personas de este grupo.

    Aquí puedo leer comandos, respuestas a mis mensajes y pulsaciones de mis botones, y noto quién llega y quién se va. El resto de lo que se escribe no lo veo.

    Lo que yo escribo aquí lo puede leer todo el grupo. Las preguntas privadas llegan por los chats privados.
bot-group-third = Ahora hay más de dos personas aquí, así que sigo en los chats privados.
bot-group-two = Vuelve a haber dos personas aquí. Puedo seguir en este grupo.
bot-group-other = No tengo conexión con este grupo. Se puede conectar desde un chat privado conmigo: /menu.
bot-group-gone = Ya no estoy en el grupo, así que seguimos aquí, en los chats privados.
bot-group-wait = En cuanto las dos personas estén en este grupo, sigue.

## Seguridad: aquí todo tiene que ser verdad

# Las primeras palabras pueden verse en una pantalla bloqueada.
bot-safety =
    Aquí está la página que pediste: { $country }.

    Soy un programa, y nadie lee esto en directo. Estas son personas a las que puedes acudir. Si ahora hay peligro, lo más rápido es el número de emergencias.

    Pase lo que pase: no es culpa tuya, y no tienes que llevarlo en soledad.
# Donde no tengo números del país, o no lo conozco.
bot-safety-anywhere =
    Aquí está la página que pediste. No tengo números del lugar donde estás, o todavía no sé cuál es. Puedes elegir un país abajo.

    Soy un programa, y nadie lee esto en directo. Si ahora hay peligro, lo más rápido es el número de emergencias de tu zona.

    Pase lo que pase: no es culpa tuya, y no tienes que llevarlo en soledad.
bot-safety-emergency =
    Si hay peligro ahora:
    { $numbers }
bot-safety-violence =
    Si alguien te hace daño, te amenaza o te controla:
    { $numbers }
bot-safety-support =
    Si necesitas que alguien te escuche, o piensas en quitarte la vida:
    { $numbers }
# Lo que sigue a un número, entre paréntesis. Los valores se llaman como los campos de flows/safety_lines.py.
bot-safety-tags =
    .always = 24 horas
    .office = horario de oficina
    .limited = a ciertas horas
    .text = SMS al { $text }
    .text_word = SMS con { $word } al { $text }
    .whatsapp = WhatsApp { $whatsapp }
    .chat = chat en su página web
    .site = { $site }
    .languages = en { $languages }
    .multilingual = muchos idiomas
    .women = para mujeres
    .men = para hombres
    .lgbt = para personas LGBT+
    .mobile = desde un teléfono móvil
    .buenos_aires = zona de Buenos Aires
    .moscow = Moscú
    .uncertain = puede que ya no sea este
    .emergency_text = SMS al { $emergency_text }
    .emergency_silent = desde un móvil, si no puedes hablar: pulsa { $emergency_silent } cuando lo pidan
    .app = aplicación: { $app }
bot-safety-checked = Estos números se revisaron por última vez en esta fecha: { $date }. Pueden haber cambiado.
bot-safety-uncertain = No tengo certeza sobre algunos de estos números. Si uno no funciona, llama al de emergencias.
bot-safety-international = Estas páginas reúnen líneas de ayuda de muchos países: findahelpline.com y befrienders.org.
bot-safety-hide =
    Si alguien más puede mirar este teléfono: una llamada puede aparecer en la lista de llamadas y en la factura. Es más seguro un aparato que no use nadie más.

    En Telegram puedes silenciar o borrar este chat. En Ajustes, Dispositivos ves dónde más está abierta tu cuenta; allí también se leen estos mensajes. En Ajustes, Privacidad y seguridad puedes poner un código.

    Nada de esto es perfecto. Haz solo lo que sientas seguro para ti.
bot-safety-removes = Esta página se borra en 10 minutos.
bot-safety-country = Otro país
bot-safety-choose = ¿En qué país estás?
bot-safety-back = Volver
bot-safety-delete = Borrar mensajes del bot (48 h)
bot-safety-deleted = He borrado lo que escribí aquí en las últimas 48 horas, hasta donde Telegram lo permite. Tus mensajes, y los míos más antiguos, los puedes borrar tú.

## Privacidad

bot-privacy =
    Qué se guarda: tu nombre de pila, tu número de Telegram (no el de teléfono), tus ajustes, tus respuestas y por dónde vas en el programa. Los nombres, los ajustes y las palabras están cifrados. Los mensajes de voz se quedan en Telegram; solo guardo dónde encontrarlos. Lo que respondes a las preguntas de seguridad no se guarda.

    Quién lo ve: lo dice la señal encima de cada pregunta. 🔒 solo tú, ✉️ tú y tu pareja cuando haya respuesta de las dos personas, 👥 tu pareja.

    Quién más podría: { $host ->
        [none] quien mantiene esta copia tiene la clave y, técnicamente, podría leerlo.
       *[named] { $host } mantiene esta copia, tiene la clave y, técnicamente, podría leerlo.
    } También Telegram, porque los chats con bots no están cifrados de extremo a extremo. Y cualquier persona que use tu teléfono.
bot-privacy-more =
    Por favor, no nombres a nadie fuera de la pareja ni envíes fotos de otras personas.

    No envío nada a nadie más que a Telegram. No hay publicidad, ni recuento de visitas, ni se entrena ninguna IA con tus palabras.

    Puedes dejarlo cualquier día. Cada cual conserva sus palabras y lo que se compartió.

    /export, para tener una copia de tus palabras, y /erase, para borrarlas y retirar tu consentimiento, todavía se están haciendo. Hasta que estén, quien mantiene esta copia puede borrar lo tuyo: pídeselo, por favor.

    Borrar este chat en Telegram no borra lo que se guarda aquí.

## Avisos: en una pantalla bloqueada, las palabras no dicen nada

nudge-question = Aquí hay una pregunta para cuando tengas un momento tranquilo.
    .show = Verla
nudge-step = Aquí hay algo para cuando quieras.
    .show = Verlo
