### La bienvenida, cada persona a solas. "$host" es quien mantiene esta copia, "none" si no dio su nombre.

welcome-hello =
    Hola, { $me }. Acompaño a dos personas que son pareja, paso a paso, en charlas que pueden ayudar cuando algo ha herido la confianza. Hay partes para una persona sola.

    Soy un programa: nadie lee esto en directo. No soy una terapia ni sirvo para emergencias. /safety muestra dónde hay ayuda, en cualquier momento.

    { $host ->
        [none] Quien mantiene esta copia podría, técnicamente, leer lo que se escribe aquí.
       *[named] Esta copia la mantiene { $host }. Quien la mantiene podría, técnicamente, leer lo que se escribe aquí.
    }

    Puedes hacer una pausa o dejarlo cualquier día.
    .go_on = Seguir
    .language = Español / English
welcome-language = ¿En qué idioma te hablo?
    .en = English
    .es = Español
welcome-marks =
    Cuando te pida palabras, una señal encima dice quién las verá:

    🔒 solo tú
    ✉️ tú y tu pareja, al mismo tiempo, cuando estén las dos respuestas
    👥 tu pareja

    Ayuda y menú están siempre a un toque. Cuando tu pareja esté aquí, también pausa y respiro.

    Por favor, no nombres a nadie fuera de la pareja ni envíes fotos de otras personas.
    .go_on = Seguir
welcome-adult = Esto es para personas adultas. ¿Tienes 18 años o más?
    .yes = Sí, 18 o más
    .no = No
welcome-consent =
    Lo que escribas aquí puede ser muy íntimo. También puede tratar de cercanía y de sexo. Por eso necesito tu sí claro.

    Quien mantiene esta copia guarda tus palabras cifradas, y solo se usan para acompañarte aquí. /privacy cuenta más. Con /erase puedes retirar tu sí cualquier día.

    ¿Puedo guardar lo que escribas aquí?
    .yes = Sí, puedes guardarlo
    .no = No
welcome-zone = ¿En qué ciudad estás, o cerca de cuál? Solo lo necesito para saber qué hora es para ti. Pulsa una, o escribe el nombre de una ciudad.
# Debajo de la pregunta por la ciudad, aquí y en /nudges, cuando se escribió algo: encima de los lugares posibles.
zones-found = Si un lugar de los de abajo tiene tu misma hora, púlsalo. Si no, escribe otra ciudad.
welcome-quiet = ¿A qué horas prefieres silencio? En esas horas no te aviso de nada. Si estás en una charla o me escribes, sí respondo.
    .usual = De 21:30 a 08:30
    .earlier = De 20:00 a 08:00
    .later = De 23:30 a 10:00
    .short = De 23:00 a 07:00
welcome-nudges = ¿Cada cuánto puedo escribirte sin que me lo pidas? Nunca más de una vez al día. Si dos avisos se quedan sin respuesta, paro hasta que vuelvas.
    .none = Nunca
    .few = Pocas veces
    .some = De vez en cuando

## Las preguntas de seguridad: con calma, sencillas, iguales para todo el mundo. Las respuestas no se guardan nunca.

welcome-safety_intro =
    Ahora vienen unas preguntas sobre tu seguridad. Son las mismas para todo el mundo. Es mejor responder cuando nadie pueda mirar tu pantalla.

    Tus respuestas no se guardan, y no se le dice nada a nadie. Solo deciden qué te ofrezco después.
    .go_on = Ver las preguntas
    .skip = Saltarlas
welcome-safety-afraid = En el último año, ¿has tenido miedo de cómo podía reaccionar tu pareja?
welcome-safety-hurt = ¿Alguna vez tu pareja te ha hecho daño físico o te ha amenazado?
welcome-safety-pushed = ¿Alguna vez tu pareja te ha presionado o forzado a tener sexo, o a hacer algo sexual que no querías?
welcome-safety-controlled = ¿Tu pareja controla tu teléfono, tu dinero o a quién ves?
welcome-safety-free = ¿Podrías dejar de usar esto, cualquier día, sin problemas con tu pareja?
welcome-safety-read = ¿Alguien más lee lo que hay en este teléfono?
# También cuando se saltaron las preguntas: debe valer para quien está a salvo.
welcome-care =
    Gracias por dedicar un momento a esto. No sé cómo están las cosas para ti. Quien mejor lo sabe eres tú.

    Si algo te da miedo o te hace daño: no es culpa tuya, no tienes por qué llevarlo a solas, y hay ayuda. /safety responde en cualquier momento, con teléfonos y con formas de ocultar este chat. Tú decides si la usas y cuándo. Ahora no tiene que pasar nada.

    Desde aquí seguimos solo contigo, a tu ritmo. No se le dice nada a nadie. «Seguir» quita este mensaje.
    .go_on = Seguir

## Con quién

welcome-whom =
    ¿Quieres hacer esto con tu pareja o por tu cuenta?

    Con tu pareja: te doy una invitación para reenviar. Por tu cuenta: a tu pareja no se le pregunta ni se le muestra nada.
    .partner = Con mi pareja
    .alone = Por mi cuenta
welcome-invited =
    { $partner } te ha invitado. Si te unes, será algo de la pareja. Cada cual mantiene un chat privado conmigo, y pregunto antes de cada paso.

    Si prefieres no unirte, no se lo digo a nadie. ¿Quieres unirte?
    .join = Sí, me uno
    .decline = Prefiero por mi cuenta
# Tras el enlace para una cuenta nueva. Todavía no hay nada confirmado, así que no cuenta nada de las dos personas.
welcome-new_account =
    { $partner } te ha pasado un enlace que es para la cuenta nueva de alguien que ya estuvo aquí con otra.

    Si eres esa persona: primero le pregunto a { $partner } si de verdad eres tú, después pasa un día, y pregunto también a la cuenta anterior. Luego todo sigue en el paso donde quedó, con lo que se guardaba en común. Lo que se escribió en privado con la cuenta anterior se queda allí.

    Si no lo eres, para aquí, por favor. No se lo digo a nadie. ¿Es esta tu cuenta nueva?
    .go_on = Sí, es la mía
    .decline = No, parar aquí
welcome-solo =
    Entonces, aquí solo tú y yo, a tu ritmo.

    /menu muestra lo que hay para una persona sola: una página tranquila donde escribir, tus propios límites, un plan para días duros, un repaso corto y un lugar para las cosas buenas que notas. Nada de eso se le muestra a nadie si no lo envías tú.

    /safety responde en cualquier momento.
