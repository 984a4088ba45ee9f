### Otra vez las preguntas de seguridad: cada dos semanas, a cada persona a solas. Nada de lo que sigue depende de una respuesta.

step-safety = Preguntas de seguridad
# Las primeras palabras pueden verse en una pantalla bloqueada.
safety-asked-opening =
    Cada dos semanas te hago las mismas preguntas a ti y también a tu pareja, a cada cual por su lado. Son sobre tu seguridad. Todo el mundo las recibe, así que no dicen nada de la pareja.

    Nadie ve tus respuestas y nada de ellas se guarda. Es mejor contestar cuando nadie pueda mirar tu pantalla. Saltarlas está bien.

    El programa descansa de vez en cuando, también en los días de estas preguntas, conteste lo que conteste cada cual.
    .go_on = Ver las preguntas
    .skip = Saltarlas
safety-asked-afraid = ¿Últimamente has tenido miedo de cómo podía reaccionar tu pareja?
safety-asked-hurt = ¿Últimamente tu pareja te ha hecho daño físico o te ha amenazado?
safety-asked-pushed = ¿Últimamente tu pareja te ha presionado o forzado a tener sexo, o a hacer algo sexual que no querías?
safety-asked-controlled = ¿Tu pareja controla tu teléfono, tu dinero o a quién ves?
safety-asked-free = ¿Podrías dejar de usar esto, cualquier día, sin problemas con tu pareja?
safety-asked-read = ¿Alguien más lee lo que hay en este teléfono?
safety-asked-clear =
    Gracias. Eso era todo, y nada de ello se guarda. Dentro de unas dos semanas vuelvo a preguntar, a ti y a tu pareja.

    /safety muestra en cualquier momento dónde hay ayuda.
    .done = Terminar
# También cuando se saltaron las preguntas: debe valer para quien está a salvo. Lo que se dice del programa vale para todo el mundo.
safety-asked-worried =
    Gracias por dedicar un momento a esto. No sé cómo están las cosas para ti. Quien mejor lo sabe eres tú.

    Si algo te da miedo o te hace daño: no es culpa tuya, no tienes por qué llevarlo a solas, y hay ayuda. Abajo hay personas con las que puedes hablar. Tú decides si lo haces y cuándo. Ahora no tiene que pasar nada.

    Después de un descanso, el programa no sigue hasta que haya un sí de cada parte. Basta con no contestar, y no se lo cuento a nadie. /pause lo detiene enseguida; no digo quién fue, pero tu pareja puede suponerlo.

    «Terminar» quita este mensaje.
    .done = Terminar
