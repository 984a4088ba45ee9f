### Un plan para los días difíciles, privado: una persona a solas, con o sin su pareja aquí.

step-own_plan = Plan para días duros
# El botón del menú.
own_plan-menu = Mi plan para días duros

own_plan-triggers =
    Un plan para los días difíciles, solo para ti: cuatro preguntas cortas. Lo puedes cambiar y releer cualquier día.

    La primera: ¿qué te lo puede traer todo de vuelta? Una fecha, un lugar, un silencio, un mensaje de noche. No hacen falta nombres de otras personas.
    .title = qué lo trae de vuelta
    .not_now = Ahora no
own_plan-triggers-example =
    «Los domingos por la noche, cuando todo se queda en silencio.»

    «La semana alrededor del 14 de marzo.»

    O empieza con: «Vuelve cuando …»
own_plan-if_then = ¿Qué harás cuando lo notes? Mejor una cosa pequeña que puedas hacer por tu cuenta, a cualquier hora.
    .title = si lo noto
    .not_now = Ahora no
own_plan-if_then-example =
    «Si me pongo a leer mensajes antiguos, entonces dejo el teléfono en la cocina y bebo un vaso de agua.»

    O empieza con: «Si noto …, entonces yo …»
own_plan-call = Las primeras 24 horas son las más difíciles. ¿A quién podrías llamar, o con quién podrías estar? Basta «mi hermana» o una letra. Si no hay nadie, salta la pregunta; en /safety hay teléfonos de personas que escuchan.
    .title = a quién llamo
    .not_now = Ahora no
own_plan-call-example =
    «M., también de noche.»

    «Alguien del teléfono de ayuda.»

    O empieza con: «Puedo llamar a …»
own_plan-calms = ¿Qué te calma, y qué prefieres no hacer en esas horas?
    .title = qué me calma
    .not_now = Ahora no
own_plan-calms-example =
    «Una ducha caliente y luego a la cama con la radio. No decido nada ni escribo mensajes largos.»

    O empieza con: «Me ayuda …»
own_plan-plan = Este es tu plan, tal como está. Nadie más lo ve si no lo muestras. Lo que está vacío puede quedar vacío, y cada parte se puede cambiar cualquier día.
    .done = Es todo por ahora
    .triggers = Qué lo trae de vuelta
    .if_then = Si lo noto
    .call = A quién llamo
    .calms = Qué me calma
    .share = Mostrarlo a mi pareja
    .delete = Borrar el plan
own_plan-share = Esto es lo que verá tu pareja, palabra por palabra. Una vez enviado, ya no puedo retirarlo.
    .send = Enviarlo
    .keep = Quedármelo para mí
# Lo lee la pareja; después viene el plan.
own_plan-shared =
    Aquí hay algo nuevo para ti.

    A { $author } le gustaría que conocieras este plan para días duros:
own_plan-sent = Enviado. Tu plan sigue siendo tuyo y puedes cambiarlo cualquier día; lo que cambies después no se envía.
# Cuando en este momento no hay a quién enviarlo.
own_plan-nobody = Ahora mismo no se puede enviar, así que se queda solo contigo.
own_plan-sure = ¿Borro tu plan? Los mensajes de este chat que lo muestran se quedan hasta que los borres aquí, y una copia con /export también los tiene.
    .keep = Conservarlo
    .delete = Borrarlo
own_plan-kept = Guardado, solo para ti. Lo encuentras otra vez con /menu cualquier día.
own_plan-not_now = Todavía no hay nada escrito. Encuentras tu plan en /menu cualquier día.
own_plan-deleted = Borrado. Puedes escribir uno nuevo cualquier día.
