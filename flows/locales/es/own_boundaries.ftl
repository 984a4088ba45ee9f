### Límites propios, para una persona a solas. Aquí no se nombra a nadie más, y nadie más lo lee.

# La entrada en /menu.
own_boundaries-menu = Mis límites
step-own_boundaries = Mis límites

own_boundaries-worksheet =
    { $area } · { $page } de { $pages }

    ¿Qué está bien para ti ahora? Lo que dejes sin marcar cuenta como «preguntar»: que se te pregunte antes, cada vez.

    Se queda contigo, y lo puedes cambiar cualquier día.
    .welcome = con gusto
    .ask = preguntar
    .not_now = ahora no
    .no = no
    .title = lo que está bien para mí
own_boundaries-ladder = ¿Cuál es el peldaño de contacto físico más alto que está bien para ti ahora? También lo están los anteriores, cuando te venga bien. Se queda contigo.
own_boundaries-waiting = ¿Cuánto tiempo quieres esperar antes de ir más allá de ese peldaño? Cuando el tiempo termina, nada cambia si no quieres. Se queda contigo.
    .none = Sin espera
    .week = Una semana
    .two_weeks = Dos semanas
    .month = Un mes
    .three_months = Tres meses
    .until_said = Hasta que yo lo diga
own_boundaries-off_limits = ¿Qué no aceptas de ningún modo, pase lo que pase? Una o dos frases, sobre lo que harás o no harás. Puedes saltarlo.
    .title = lo que no acepto
own_boundaries-off_limits-example =
    «No quiero que me despierten para hablar.»

    «Cuando se alza la voz, salgo de la habitación.»

    O empieza con: «Para mí no está bien que …»
own_boundaries-welcome = ¿Qué recibirías con gusto? Cosas pequeñas que te harían bien.
    .title = lo que sí, con gusto
own_boundaries-welcome-example =
    «Una noche sin teléfonos.»

    «Que me pregunten antes de un abrazo.»

    O empieza con: «Me haría bien …»
own_boundaries-crossed = Si un día se cruza un límite, ¿qué harás y qué te ayudaría entonces?
    .title = si se cruza un límite
own_boundaries-crossed-example =
    «Digo basta y me voy a otra habitación. Después llamo a mi hermana.»

    O empieza con: «Entonces voy a …»
    «Lo que me ayuda es …»
# Siguen los renglones.
own_boundaries-kept = Guardado, solo para ti. Está en /boundaries, y lo puedes cambiar cualquier día.
own_boundaries-home = Tus propios límites. Nadie más los lee.
    .all = Ver cada renglón
    .worksheet = Cambiar mis marcas
    .ladder = Cambiar: contacto físico
    .waiting = Cambiar la espera
    .off_limits = Cambiar: lo que no acepto
    .welcome = Cambiar: lo que sí
    .crossed = Cambiar: si se cruza
    .pdf = En PDF
    .close = Eso es todo
# El título sobre él en un recuerdo.
records-own_boundaries = Mis límites
own_boundaries-all = Tus límites, como están ahora:
# Debajo de un archivo, y en pantallas bloqueadas.
own_boundaries-print = Esta es la página que pediste.
    .title = Mis límites
    .file = mis-limites
