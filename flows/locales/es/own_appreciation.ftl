### Cosas buenas que alguien ha notado, para sí, para darlas más tarde o nunca. También sin pareja aquí, así que sin nombres.

# En el menú.
own_appreciation-menu = Cosas buenas que noté
step-own_appreciation = Cosas buenas que noté

own_appreciation-choose = Un lugar para las cosas buenas que notas en tu pareja. Solo tú puedes leerlas. Cuando tu pareja también esté aquí, puedes dar alguna, o guardarlas todas.
    .write = Escribir algo
    .read = Leer lo que hay
    .close = Ahora no
own_appreciation-note =
    ¿Qué ha hecho tu pareja, por pequeño que sea? Puedes empezar con: «Hiciste …», y seguir con: «Eso muestra que eres …» y «Me permitió …»

    Se queda contigo; nada se envía si no lo envías tú.
    .leave_it = Ahora no
own_appreciation-note-example =
    «Me esperaste para cenar. Eso muestra tu paciencia. Me permitió llegar a casa con calma.»

    O empieza con: «Hoy …»
own_appreciation-read = Una de tus notas.
    .older = Una más antigua
    .newer = Una más nueva
    .share = Dar esta
    .delete = Borrar esta
    .close = Es todo por ahora
own_appreciation-share = Esto es lo que leería tu pareja, palabra por palabra. Una vez enviado, ya no puedo retirarlo.
    .send = Enviarlo
    .keep = Quedármelo para mí
# Lo lee la pareja; después viene la nota.
own_appreciation-shared =
    Aquí hay algo nuevo para ti.

    { $author } notó esto hace un tiempo, y le gustaría que lo tuvieras:
own_appreciation-sent = Enviado. También se queda en tus notas. Lo que das con /appreciate va además al frasco compartido.
# Cuando en este momento no hay a quién enviarlo.
own_appreciation-nobody = Ahora mismo no se puede enviar, así que se queda solo contigo.
own_appreciation-sure = ¿Borrar esta nota? No se puede recuperar. Lo que escribiste en el chat lo puedes borrar allí.
    .delete = Borrarla
    .keep = Dejarla aquí
own_appreciation-deleted = Borrada.
