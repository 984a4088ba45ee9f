### Reflexiones: para una persona a solas. También las lee quien no tiene pareja aquí, así que solo lo de compartir la nombra.

# El botón del menú.
reflection-menu = Una página tranquila
reflection-choose =
    Una página tranquila, solo para ti. ¿Qué te gustaría?

    Nadie ve lo que escribes aquí, a no ser que más tarde abras una página y la envíes por tu cuenta.
    .think = Una pregunta para mí
    .free = Una página libre
    .outside = Mirarlo desde fuera
    .read = Leer mis páginas
    .weekly = Un aviso por semana
    .not_weekly = Sin aviso semanal
    .close = Ahora no
reflection-think = Una pregunta, si quieres. Con unas líneas basta.
    .another = Otra pregunta
    .close = Ahora no
    .title = una pregunta
reflection-free = La página es tuya. Escribe lo que venga; no tiene que ser justo ni quedar terminado.
    .close = Ahora no
    .title = una página libre
# Antes de las tres preguntas de la mirada desde fuera.
reflection-outside = Con siete minutos basta. Te aviso cuando pasen; también puedes parar antes, o seguir.
reflection-outside_see =
    Piensa en un desacuerdo con alguien cercano. Imagina a alguien que quiere lo mejor para ti y también para esa otra persona, y que estaba allí.

    ¿Qué habría visto?
    .title = desde fuera
reflection-outside_hard = ¿Qué te lo pone difícil, en pleno momento, para verlo así?
    .title = lo que lo pone difícil
reflection-outside_keep = ¿Cómo podrías tener presente esta mirada la próxima vez?
    .title = para la próxima vez
reflection-seven = Han pasado siete minutos. Puedes parar aquí, o seguir todo lo que quieras.
reflection-read = Tu página.
    .older = Anterior
    .newer = Siguiente
    .share = Mostrarla a mi pareja
    .delete = Borrarla
    .done = Cerrarla
# Debajo de «Tu página.» La pareja puede ser una de antes.
reflection-seen =
    .private = Aquí solo la ves tú.
    .sent = La has enviado a tu pareja.
reflection-share = Esto es lo que verá tu pareja, palabra por palabra. Una vez enviado, ya no puedo retirarlo.
    .send = Enviarlo
    .keep = Quedármelo para mí
# Lo lee la pareja; después viene la página.
reflection-shared =
    Aquí hay algo nuevo para ti.

    A { $author } le gustaría que leyeras esto:
reflection-sent = Enviado. También se queda en tus páginas.
# Cuando en este momento no hay a quién enviarlo.
reflection-nobody = Ahora mismo no se puede enviar, así que se queda solo contigo.
reflection-delete = ¿Borro esta página para siempre? Lo que escribiste en el chat lo puedes borrar allí.
    .delete = Borrarla
    .keep = Conservarla
    .sent = La has enviado a tu pareja, y lo enviado se queda allí.
# Un aviso: estas palabras pueden verse en una pantalla bloqueada.
reflection-invitation = Aquí hay una página tranquila, si quieres. /reflect la abre.

## Las preguntas. Cada una va con un paso; las de «alone» son para cualquiera.

reflection-questions-heard = ¿Hubo hace poco un momento en que sentiste que te escuchaban? ¿Qué lo hizo posible?
reflection-questions-hardest = ¿Qué es lo que más te cuesta decir? ¿Qué lo haría un poco más fácil?
reflection-questions-true_now = ¿Qué es verdad para ti hoy y no lo era hace un mes?
reflection-questions-body = ¿Dónde lo notas en el cuerpo cuando una charla se pone difícil? ¿Qué le vendría bien entonces?
reflection-questions-yes = ¿A qué dices que sí, y de verdad?
reflection-questions-no = ¿Cuándo dijiste que no por última vez, o quisiste decirlo? ¿Qué ayudó, o habría ayudado?
reflection-questions-tired = ¿En qué notas que algo empieza a ser demasiado para ti?
reflection-questions-safe = ¿Qué te da seguridad en este momento? Lo pequeño también cuenta.
reflection-questions-light = ¿Cuándo hubo ligereza últimamente, aunque fuera un minuto?
reflection-questions-curious = ¿Qué te gustaría saber de alguien cercano y nunca has preguntado?
reflection-questions-missed = ¿Qué echas de menos y te gustaría recuperar? ¿Y qué no?
reflection-questions-small_time = ¿Cómo podrían ser quince buenos minutos esta semana?
reflection-questions-noticed = ¿Qué hizo hoy alguien que te puso el día más fácil?
reflection-questions-received = ¿Qué palabra amable se te ha quedado? ¿Qué tocó en ti?
reflection-questions-taken = ¿Qué das por hecho y echarías de menos enseguida?
reflection-questions-gesture = ¿Qué pequeño gesto te dice más que las palabras?
reflection-questions-slow = ¿Cómo sería «despacio» esta semana?
reflection-questions-earlier = ¿Qué te alteraba antes y ahora ya no, o menos?
reflection-questions-sign = ¿Qué te avisa pronto de que empieza a ser demasiado?
reflection-questions-kind = Si una buena amistad estuviera en tu lugar, ¿qué le dirías?
reflection-questions-today = ¿Cómo estás hoy, de verdad?
reflection-questions-needs = ¿Qué necesitas ahora mismo? ¿Qué parte puedes darte tú?
reflection-questions-strength = ¿Qué te ha sostenido antes en tiempos difíciles?
reflection-questions-circle = ¿Quién te hace bien? ¿Cuándo podrías ver o llamar a esa persona?
