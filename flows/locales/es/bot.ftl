### Las páginas alrededor de las conversaciones. Lo que se dice en un grupo debe valer para todas las personas que lo leen.

## Por dónde vamos, y qué hay

bot-menu =
    { $where }

    Aquí nada corre prisa.
    .waiting = Ver lo que hay de nuevo
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
    .export = Copia de mis palabras
    .erase = Borrar mis palabras
    .more = Más …
    .again = Repetir un paso
    .end = Proponer un final
    .setback = Un tropiezo: avisarnos
    .new_account = Cuenta nueva de mi pareja
    .new_account_off = Anularlo

bot-where-welcome = Todavía estamos empezando.
bot-where-solo = Estás aquí por tu cuenta, a tu ritmo.
bot-where-invited_open = La invitación sigue abierta.
bot-where-new_account = Esta cuenta va a ocupar el lugar de la anterior. No hace falta que hagas nada.
bot-where-before = La próxima pregunta: ¿seguir donde quedó todo o empezar de nuevo?
bot-where-before_met = Ya has dicho cómo quieres empezar. Te escribo cuando sigamos.
bot-where-place = La próxima pregunta: ¿chats privados o un grupo?
bot-where-place_met = Ya has dicho dónde te gustaría seguir. Te escribo cuando sigamos.
bot-where-group = Lo próximo: elegir un grupo para la pareja.
bot-where-offered = Hay una charla lista. Empieza cuando haya un sí de cada parte.
bot-where-not_yet = La charla puede esperar hasta que te venga bien.
bot-where-ready_met = Has dicho que sí. La charla empieza cuando haya dos síes.
bot-where-running = Hay una charla abierta.
bot-where-resting = El programa descansa. Cuando siga, escribiré a cada cual.
bot-where-lapsed = La propuesta está guardada. La puedes recuperar cualquier día.
bot-where-arrived = Estos son todos los pasos que hay por ahora.
bot-where-time_out = Un respiro. Falta decidir cuándo seguir.
bot-where-agree = Un respiro. Hay una propuesta de cuándo seguir.
bot-where-away = Un respiro, hasta el momento acordado.
bot-where-back = Podríamos seguir donde lo dejamos.
bot-where-back_met = Has dicho que sí a seguir. Seguimos cuando haya dos síes.
bot-where-paused = El programa está en pausa. Seguimos cuando haya un sí de cada parte.
bot-where-paused_met = Has dicho que sí a seguir. Seguimos cuando haya dos síes.
bot-where-suggested = Se podría repetir un paso, cuando haya dos síes.
bot-where-suggested_met = Has dicho que sí a un paso. Empezamos cuando haya dos síes.
bot-where-ending = La pregunta es si el programa termina aquí.
bot-where-ending_met = Has dicho que sí a terminar. El programa termina cuando haya dos síes.
bot-where-ended = El programa ha terminado.
bot-more = Lo que pocas veces hace falta:
bot-again = ¿A qué paso te gustaría volver? Te pregunto a ti y también a tu pareja. De lo anterior no se pierde nada, y lo que está abierto se queda como está.
# Quien pulsa uno mientras hay algo abierto fuera del orden.
bot-again-noted = Anotado. Cuando termine la conversación que está abierta, te pregunto a ti y también a tu pareja.
bot-again-none = Todavía no hay ningún paso hecho. Cuando lo haya, se puede repetir en cualquier momento.
# El camino por los pasos, una línea por paso.
bot-way =
    .done = ✓ { $step }
    .now = → { $step }
    .ahead = · { $step }
# Donde no se puede preguntar a las dos personas: mientras el programa descansa. Lo lee solo quien lo pulsó.
bot-setback-alone =
    Los tropiezos son frecuentes en este camino. Uno no deshace lo que ya has hecho.

    Para las primeras 24 horas: parar antes de alzar la voz. Dormir. Comer y beber algo. No decidir nada grande. Hablar con alguien que te haga bien.

    No se lo he dicho a nadie. Cuando el programa siga, puedes pulsar esto otra vez, y entonces pregunto también a tu pareja. /safety está ahí en todo momento.
# A quien está todavía en la bienvenida.
bot-closed = Eso se abre cuando hayamos empezado: /start sigue donde estabas.
# A las demás personas: lo que es de una charla que aún no está completa, o de una pareja que ya no está.
bot-closed-now = Ahora mismo no hay nada que abrir con eso. /menu muestra lo que hay.

bot-help =
    /menu: por dónde vamos y qué está abierto
    /timeout: parar la charla un rato, también para tu pareja
    /pause: dejar descansar el programa, también para tu pareja
    /resume: seguir después de una pausa
    /boundaries: lo acordado, o lo tuyo
    /appreciate: algo bueno, dicho
    /promises: lo que cada cual ha prometido, desde Paciencia
    /reflect: una página tranquila, solo para ti
    /checkin: siete números, solo para ti
    /plan: un plan para días duros, solo para ti
    /nudges: cuándo y cada cuánto te aviso
    /language: español o English
    /privacy: qué se guarda y quién podría leerlo
    /export: una copia de tus palabras
    /erase: borrar lo que guardo de ti
    /safety: teléfonos y ayuda

    /safety responde en cualquier momento, a cualquier persona.

    Donde pido palabras, puedes escribir o enviar un mensaje de voz.
# La lista de comandos de Telegram.
bot-command-menu = Por dónde vamos y qué está abierto
bot-command-pause = Dejar descansar el programa
bot-command-timeout = Parar la charla un rato
bot-command-safety = Teléfonos y ayuda, en cualquier momento
bot-command-help = Cómo funciona esto
bot-command-language = Idioma
bot-command-privacy = Qué se guarda y quién podría leerlo
# Lo que cualquiera lee en el perfil del bot y antes de /start: neutro, también en una pantalla bloqueada. Como mucho 512 y 120 caracteres.
bot-description =
    Soy un programa que guía a dos personas, paso a paso, por charlas que ambas quieren tener. Cada cual puede pausar, parar un rato o dejarlo en cualquier momento, sin dar razones.

    No soy una terapia, no sirvo para emergencias y nadie lee esto en directo. Después de empezar puedes leer cómo funciona, antes de decidir nada.
bot-about = Un programa que guía a dos personas, paso a paso, por charlas que ambas quieren tener.
bot-media = Aquí solo puedo recibir palabras escritas y mensajes de voz. No he guardado nada de esto, y no se pierde nada.
# En un grupo, quizá con personas desconocidas: no puede decir para qué sirvo.
bot-stranger = Aquí no puedo hacer nada. En un chat privado conmigo cuento con gusto quién soy.
bot-language = ¿En qué idioma te hablo?
bot-language-set = Desde ahora te escribo en español.
# Momentos: «mañana 20:00», «24.11. 20:00».
bot-tomorrow = mañana { $clock }
bot-on-day = { $weekday } { $day } { $clock }
bot-weekday =
    .mon = lun
    .tue = mar
    .wed = mié
    .thu = jue
    .fri = vie
    .sat = sáb
    .sun = dom
bot-declined = Entonces paramos aquí, y no guardo nada de esto. Si vuelves un día, /start empieza de nuevo. /safety está ahí en cualquier momento.
## Pausa y respiro

bot-pause-none = No hay nada en marcha que se pueda pausar.
bot-resume-none = Ahora mismo no hay nada en pausa.
bot-resume-noted = De acuerdo. Seguimos cuando haya dos síes, y entonces te escribo.
bot-timeout-none = Ahora mismo no hay ninguna charla abierta, así que no hay nada que parar.
bot-resting = El programa descansa. Cuando siga, escribiré a cada cual.
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
bot-invite-withdrawn = La invitación está retirada. El enlace ya no funciona.
bot-invite-expired = La invitación ha caducado. Puedes hacer otra cualquier día en /menu.
# Las mismas palabras para un enlace usado, caducado, retirado o desconocido.
bot-invite-invalid = Este enlace no funciona. Puede que ya se haya usado, o que haya pasado su tiempo. Puedes pedir otro, o empezar por tu cuenta con /start.
bot-invite-self = Este enlace es tuyo. Es para tu pareja: reenvíalo, por favor.
bot-invite-taken = Ya estás aquí con una pareja. Cada persona puede estar aquí en una sola pareja a la vez.
bot-joined = Ahora este espacio es tuyo y de { $partner }. Lo que cada cual escribe en privado sigue siendo privado, salvo que la señal de una pregunta diga otra cosa.
# Solo para quien invitó, debajo.
bot-joined-other = Si { $partner } no es la persona a la que invitaste: «Dejar el programa» en /menu lo termina enseguida, y puedes hacer otra invitación.
bot-invite-safety = Antes de una invitación, unas preguntas privadas solo para ti.

## Dejarlo

bot-leave =
    ¿Quieres dejar el programa? Si lo dejas, termina también para tu pareja. Cada cual conserva sus palabras y lo que se compartió.

    No digo quién lo dejó, ni por qué. Pero son dos personas, así que tu pareja puede suponerlo. También puedes dejar de contestar, sin más.
    .leave_now = Dejarlo
    .stay = Quedarme
bot-left = Hecho. Tus palabras siguen siendo tuyas. Si un día quieres empezar de nuevo, ahí está /start.

## Una cuenta nueva, si se pierde el teléfono. Quien recibe la pregunta y quien espera puede ser cualquiera: estas palabras no revelan nada.

# Para quien hace el enlace.
bot-new_account =
    ¿Tu pareja tiene una cuenta nueva de Telegram, por ejemplo porque se perdió el teléfono? Puede ocupar a tu lado el lugar de la anterior.

    Te doy un enlace para tu pareja. Cuando la cuenta nueva lo haya abierto, te pregunto si de verdad es la suya. Lo mejor es que te lo confirme de viva voz o en persona. Después pasa un día, en el que pregunto también a la cuenta anterior.

    La cuenta nueva podrá leer lo que tienes en común con tu pareja: el acuerdo, el plan, las promesas y las palabras de aprecio. Nada de lo que cada cual escribió en privado, ni de las charlas anteriores. Una charla que esté abierta empieza de nuevo.
    .link = Hacer un enlace
    .stay = Ahora no
    .call_off = Anularlo
bot-new_account-link = Por favor, pasa el próximo mensaje a tu pareja y a nadie más. El enlace vale una sola vez, durante { $days } días.
# Lo que se reenvía: nada ahí dice de qué se trata.
bot-new_account-forward =
    Esto es para tu cuenta nueva de Telegram: te trae de vuelta al punto donde estabas aquí.

    { $link }
bot-new_account-none = Eso es para dos personas que están aquí en pareja.
bot-new_account-waits = Una cuenta nueva va a ocupar aquí su lugar: { $time }. Hasta entonces se puede anular. No se le dice a nadie quién la anula.
bot-new_account-later = Hace poco se anuló una cuenta nueva. Puedo preguntar por otra a partir de aquí: { $time }.
# Para quien abre el enlace con la cuenta que ya tiene aquí.
bot-new_account-old = Esta es la cuenta que ya tienes aquí. Por favor, abre el enlace con la nueva.
# Para la cuenta nueva, que ya pasó por la bienvenida. { $partner } hizo el enlace.
bot-new_account-asked = Gracias. Ahora le pregunto a { $partner } si esta cuenta es tuya. Ayuda que se lo digas tú, de viva voz o en persona. Te escribo cuando sigamos.
# Para la pareja. { $other } es el nombre que la cuenta nueva tiene en Telegram: cualquiera puede ponerse ese nombre.
bot-new_account-question =
    El enlace que pasaste se ha abierto.

    La cuenta que lo abrió se llama { $other }. ¿Es de verdad la persona que conoces? Un nombre por sí solo no prueba nada. Pregúntaselo antes de decir que sí, de viva voz o en persona.

    Después de un sí pasa un día, y pregunto también a la cuenta anterior.
    .yes = Sí, es esa persona
    .no = No, o no lo sé
bot-new_account-confirmed = Gracias. La cuenta nueva ocupa su lugar: { $time }. Hasta entonces todo sigue como está, y se puede anular. No se le dice a nadie quién la anula.
bot-new_account-waiting = { $partner } ha dicho que esta cuenta es tuya. Ocupa el lugar de la anterior: { $time }. Hasta entonces pregunto también a la cuenta anterior, y se puede anular. No se le dice a nadie quién la anula.
# Para la cuenta anterior, en el teléfono en que esté ahora: no nombra a nadie y puede verse en una pantalla bloqueada.
bot-new_account-notice =
    Otra cuenta va a ocupar aquí el lugar de esta: { $time }.

    Lo que se escribió en privado se queda con esta cuenta, y la otra no puede leerlo. Si esa cuenta es tuya: di que sí, o deja esta sin usar. Si no lo es: basta un toque para pararlo. No se le dice a nadie quién lo paró.
    .stop = No es mía: pararlo
    .mine = Sí, es mía
bot-new_account-seen =
    Estás usando esta cuenta, así que pregunto otra vez: otra cuenta va a ocupar aquí su lugar: { $time }.

    ¿Es tuya? Sin un sí desde esta cuenta, nada cambia.
bot-new_account-agreed = Gracias. Queda como estaba previsto: { $time }. Hasta entonces todavía puedes pararlo aquí. Si quieres una copia de tus palabras: /export
# Para las tres cuentas, lo anule quien lo anule y por lo que sea.
bot-new_account-off = Ninguna cuenta nueva ocupa aquí un lugar. Todo está como estaba.
# Para la pareja, cuando pasó el día. { $partner } es el nombre de la cuenta nueva.
bot-new_account-there =
    La cuenta nueva ya está aquí: { $partner }. Lo que tienes en común con tu pareja está ahí, también para esa cuenta; lo que cada cual escribió en privado, no.

    El programa descansa hasta mañana. Entonces sigue en el paso en el que estaba. Una charla que estaba abierta empieza de nuevo.
# Para la cuenta nueva.
bot-new_account-here =
    Este espacio es otra vez tuyo y de { $partner }. Lo que tienes en común con tu pareja está aquí: /boundaries y /appreciate lo abren.

    Lo que escribiste en privado se quedó con tu cuenta anterior, cerrado con llave. No puedo dárselo a nadie que diga ser tú, así que a ti tampoco. Si un día entras en aquella cuenta, /export te da allí una copia.

    El programa descansa hasta mañana. Entonces sigue en el paso en el que estaba.
# Para la cuenta anterior.
bot-new_account-gone = La otra cuenta tiene ahora aquí su lugar. Tus palabras siguen aquí, solo para ti: /export te da una copia, /erase las borra. Si esa cuenta no era tuya, cuéntaselo, por favor, a alguien de confianza. /safety está ahí en cualquier momento.

## En el grupo

bot-group-hello =
    Hola. Aquí estoy, en este grupo.

    Aquí puedo leer comandos, respuestas a mis mensajes y pulsaciones de mis botones, y noto quién llega y quién se va. El resto de lo que se escribe no lo veo.

    Lo que yo escribo aquí lo puede leer todo el grupo. Las preguntas privadas llegan por los chats privados.

    Si este es tu grupo de dos y no me añadiste tú: pulsa el botón, por favor.
    .ours = Es nuestro grupo
# Tras un cambio: puede haber más personas, o menos.
bot-group-third = Sigo en los chats privados hasta que haya justo dos personas aquí conmigo.
bot-group-open = Aquí pueden leer otras personas sin estar en el grupo. Sigo en los chats privados hasta que sea un grupo privado, sin canal.
bot-group-two = Aquí hay justo dos personas conmigo, así que puedo seguir en este grupo.
bot-group-other = Este botón es para las dos personas que quieren usar este grupo conmigo. No ha cambiado nada.
bot-group-gone = Ya no puedo escribir en el grupo, así que seguimos aquí, en los chats privados.
bot-group-wait = Ahora falta que lo pulse aquí la otra persona.

## Seguridad: aquí todo tiene que ser verdad

# Las primeras palabras pueden verse en una pantalla bloqueada. "$country" está vacío donde no tengo números; los números vienen después.
bot-safety =
    Aquí está la página con personas a las que puedes acudir. { $country }

    Soy un programa, y nadie lee esto en directo. Con «Otro país» puedes elegir dónde estás. Si ahora hay peligro, lo más rápido es tu número de emergencias.

    Si alguien te hace daño o te da miedo: no es culpa tuya. Sea lo que sea, no tienes por qué llevarlo a solas.
bot-safety-emergency = Si hay peligro ahora:
bot-safety-violence = Si alguien te hace daño, te amenaza o te controla:
bot-safety-support = Si necesitas que alguien te escuche, o piensas en quitarte la vida:
# Lo que sigue a un número. Los nombres son los de flows/safety_lines.py.
bot-safety-tags =
    .always = 24 horas
    .office = horario de oficina
    .limited = a ciertas horas
    .text = SMS al { $number }
    .text_word = SMS con { $word } al { $number }
    .chat = chat en su página web
    .languages = en { $languages }
    .multilingual = muchos idiomas
    .women = para mujeres
    .men = para hombres
    .lgbt = para personas LGBT+
    .mobile = desde un teléfono móvil
    .buenos_aires = zona de Buenos Aires
    .moscow = Moscú
    .uncertain = puede que ya no sea este
    .silent = desde un teléfono móvil, si no puedes hablar: pulsa { $number } cuando lo pidan
    .app = aplicación: { $app }
bot-safety-checked = Lista con fecha { $date }. Los números pueden haber cambiado.
bot-safety-uncertain = No tengo certeza sobre algunos de estos números. Si uno no funciona, llama al de emergencias.
bot-safety-international = Estas páginas reúnen líneas de ayuda de muchos países: findahelpline.com y befrienders.org.
bot-safety-hide =
    Si alguien más puede mirar este teléfono: una llamada puede aparecer en la lista de llamadas y en la factura. Es más seguro un aparato que no use nadie más.

    En Telegram puedes silenciar o borrar este chat. En Ajustes, Dispositivos ves dónde más está abierta tu cuenta; allí también se leen estos mensajes. En Ajustes, Privacidad y seguridad puedes poner un código de acceso; en Ajustes, Notificaciones, quitar la vista previa de los mensajes.

    Borrar el chat no borra lo que guardo: quien me abra en este teléfono puede leerlo. /erase lo borra.

    Nada de esto es perfecto. Haz solo lo que te parezca seguro.
bot-safety-removes = Esta página se borra en 10 minutos.
bot-safety-country = Otro país
bot-safety-choose = ¿En qué país estás?
bot-safety-back = Volver
bot-safety-delete = Borrar mensajes del bot (48 h)
bot-safety-deleted = He borrado lo que escribí aquí en las últimas 48 horas, hasta donde Telegram lo permite. Tus mensajes, y los míos más antiguos, los puedes borrar tú. Lo que escribiste sigue guardado; /erase lo borra.

## Tras palabras sobre hacerse daño: solo para quien las escribió. Pregunta con franqueza, no afirma nada y no avisa a nadie.

bot-care =
    Quisiera preguntarte algo, por unas palabras que has escrito: ¿piensas en acabar con tu vida o en hacerte daño?

    Si es así: no tienes por qué pasarlo a solas. En estos teléfonos responden personas, en muchos países también de noche. Si es urgente, llama al número de emergencias.

    Soy un programa y aquí nadie lee en directo, así que no puedo ayudar si hay peligro. No se lo cuento a nadie. Lo que estaba abierto sigue abierto; puedes seguir cuando quieras. Este mensaje se quita solo después de un día.
    .numbers = Ver los teléfonos
    .tomorrow = Pregúntame mañana otra vez
    .fine = No lo decía en ese sentido
# Llega un día después; estas palabras pueden verse en una pantalla bloqueada.
bot-care-again = Me pediste que hoy volviera a pasar por aquí. Aquí estoy.
    .open = Abrir
bot-care-tomorrow = Mañana te pregunto otra vez. Los teléfonos están ahí hasta entonces, y después: /safety
bot-care-fine = Gracias por decirlo. Si cambia: /safety está ahí en todo momento.

## Privacidad

bot-privacy =
    Qué se guarda: tu nombre de pila, tu número de Telegram (no el de teléfono), tus ajustes, tus respuestas, lo que te escribí y por dónde vas en el programa. Los nombres, los ajustes y las palabras están cifrados; quién me usa, con quién y cuándo, no. Los mensajes de voz se quedan en Telegram; solo guardo dónde encontrarlos. Lo que respondes a las preguntas de seguridad no se guarda.

    Quién lo ve: cuando pido palabras, lo dice la señal de encima. 🔒 solo tú, ✉️ tú y tu pareja cuando estén las dos respuestas, 👥 tu pareja.

    Quién más podría: { $host ->
        [none] quien mantiene esta copia tiene la clave y, técnicamente, podría leerlo.
       *[named] { $host } mantiene esta copia, tiene la clave y, técnicamente, podría leerlo.
    } También Telegram, porque los chats con bots no están cifrados de extremo a extremo. Y cualquier persona que use tu teléfono.
bot-privacy-more =
    Por favor, no nombres a nadie fuera de la pareja ni envíes fotos de otras personas.

    No envío nada a nadie más que a Telegram. No hay publicidad ni rastreo, ni se entrena ninguna IA con tus palabras.

    Puedes dejarlo cualquier día. Cada cual conserva sus palabras y lo que se compartió.

    /export te da una copia de tus palabras y de lo que se te mostró. /erase borra lo que guardo de ti y retira tu consentimiento; antes te digo qué queda, y dónde.

    Borrar este chat en Telegram no borra lo que se guarda aquí.{ $days ->
        [0] {""}
       *[other] {" "}Si no pasas por aquí en { $days } días, se borra como con /erase. Un mes antes, y otra vez una semana antes, te espera aquí un aviso; con abrir cualquier cosa, todo se conserva.
    }

## Una copia, y borrar: aquí todo tiene que ser verdad

# Va con el archivo y puede verse en una pantalla bloqueada: no puede decir de qué se trata.
bot-export = Aquí está tu copia, en un archivo zip. Dentro, abre read.html para leerla; data.json contiene lo mismo para programas. No va cifrada: puede leerla cualquiera que tenga el archivo o abra este chat. Guárdala, por favor, donde solo tú puedas llegar.
bot-export-soon = Hace poco pediste una copia; ya está aquí, o en camino. Dentro de diez minutos puedes pedir otra.
bot-export-none = Todavía no tengo palabras tuyas, así que no hay nada que copiar.
bot-export-large = Tu copia es mayor que los archivos que Telegram me deja enviar. No se pierde nada. Por favor, pregunta a quien mantiene este bot.
# A quien el bot no conoce.
bot-erase-none = No guardo nada de ti, así que no hay nada que borrar.
bot-erase =
    ¿Quieres que borre lo que guardo de ti?

    Se borran tus respuestas y borradores, tu nombre, tus ajustes y tus invitaciones, y también la clave propia que los cifra. No puedo recuperarlo. También se retira tu consentimiento.

    De este chat borro mis mensajes de las últimas 48 horas, hasta donde Telegram lo permite, pero no una copia que te haya enviado. El resto lo puedes borrar tú.

    Las copias de seguridad hechas antes de ahora pueden conservar tus palabras, cifradas. Si una se recupera como es debido, te borro otra vez. Hasta que se borren, quien mantiene este bot, que tiene la clave principal, todavía podría abrirlas.
    .copy = Antes, una copia
    .go_on = Sí, borrar
    .keep = Conservar todo
# Sigue a bot-erase donde hay o hubo una pareja.
bot-erase-couple = También se borra lo que tienes en común con tu pareja. Tu pareja conserva sus propias palabras. Lo que ya se le mostró queda en su Telegram, y en el grupo, si hay uno; en lo que yo guardo, tus palabras y tu nombre quedan en blanco.
# Sigue a bot-erase-couple mientras las dos personas están aquí.
bot-erase-rests = A tu pareja solo se le dice que el programa descansa. Puede notar que ya no está lo que se guardaba en común.
bot-erase-sure = ¿Lo borro todo ahora? No hay vuelta atrás.
    .keep = No, conservarlo
    .now = Borrarlo ahora
bot-erase-kept = No se ha borrado nada. Todo sigue como estaba.
bot-erase-waits = Tu copia todavía está en camino, así que no he borrado nada. Pulsa otra vez, por favor, cuando haya llegado.
# Se lee tras una pulsación, después de meses sin venir: con esa pulsación, todo se conserva.
bot-inactive = Hace mucho que no pasas por aquí. Lo que nadie vuelve a abrir, al cabo de un tiempo lo borro, para que no quede por ahí. Ahora estás aquí, y todo se queda como está. /export te da una copia, y /erase lo borra hoy, si lo prefieres.
bot-erased = Hecho. Lo que guardaba de ti está borrado. En las copias de seguridad hechas antes quedan todavía tus palabras, cifradas, hasta que esas copias se borren. Si vuelves un día, /start empieza de nuevo. /safety está ahí en cualquier momento.

## Avisos: en una pantalla bloqueada, las palabras no dicen nada

nudge = Aquí hay algo para cuando tengas un momento tranquilo.
    .show = Verlo
    .later = Ahora no
    .why = ¿Por qué me llega?
