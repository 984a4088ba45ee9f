### El repaso semanal, para una persona a solas. Nadie más ve los números, salvo que las dos personas hayan abierto su línea.

# El botón del menú.
check_in-menu = Repaso
check_in-choose = Un repaso corto: siete números, un toque cada uno.
    .begin = Empezar
    .trend = Cómo ha ido
    .open_line = Abrir mi línea
    .close_line = Cerrar mi línea
    .weekly = Un aviso por semana
    .not_weekly = Sin aviso semanal
    .close = Ahora no
# Quién los ve, debajo de las dos preguntas. «alone»: no hay pareja.
check_in-seen =
    .alone = Los números solo los ves tú.
    .closed = Los números solo los ves tú, a no ser que abras tu línea de confianza.
    .open = Tu línea de confianza está abierta: mientras también lo esté la de tu pareja, puede ver tus números de confianza. Los demás solo los ves tú.
check_in-scales = ¿Cómo fue en los últimos días? 0 es nada y 10 es muchísimo. Lo que no marcas se queda fuera.
    .left_out = –
check_in_items-communication = Hablar con franqueza
check_in_items-transparency = Transparencia
check_in_items-empathy = Empatía
check_in_items-respect = Respeto mutuo
check_in_items-vulnerability = Mostrar lo delicado
check_in_items-trust = Confianza
check_in_items-mood = Mi ánimo
# El CSI-4 (Funk y Rogge, 2007), en traducción propia, sin validar.
check_in-csi =
    Cada pocas semanas hay cuatro preguntas más. Vienen de la investigación sobre parejas (CSI-4, Funk y Rogge 2007, en traducción propia), y lo que salga solo lo ves tú.

    ¿Te parece bien ahora?
    .go_on = Sí
    .not_now = Ahora no
check_in-csi_happy = Teniendo todo en cuenta, tu relación es … Esto solo lo ves tú.
    .n0 = Extremadamente infeliz
    .n1 = Bastante infeliz
    .n2 = Un poco infeliz
    .n3 = Feliz
    .n4 = Muy feliz
    .n5 = Extremadamente feliz
    .n6 = Perfecta
check_in-csi_warm = «Tengo una relación cálida y cómoda con mi pareja». ¿Hasta qué punto es verdad? Esto solo lo ves tú.
    .n0 = Nada
    .n1 = Un poco
    .n2 = Algo
    .n3 = En gran parte
    .n4 = Casi del todo
    .n5 = Del todo
check_in-csi_rewarding = ¿Cuánto te aporta tu relación de pareja? Esto solo lo ves tú.
    .n0 = Nada
    .n1 = Un poco
    .n2 = Algo
    .n3 = Bastante
    .n4 = Mucho
    .n5 = Muchísimo
check_in-csi_satisfied = En general, ¿qué satisfacción te da tu relación? Esto solo lo ves tú.
    .n0 = Ninguna
    .n1 = Un poco
    .n2 = Algo
    .n3 = Bastante
    .n4 = Casi total
    .n5 = Total
# Solo para la persona, nunca para las dos, y nunca como nota ni etiqueta.
check_in-low =
    Gracias. Lo que dices suena a que ahora mismo es difícil. Eso no dice nada de ti, ni de si puede cambiar.

    A muchas personas les resulta más fácil con alguien a su lado: terapia de pareja, o para ti a solas. En /safety también hay teléfonos. Esto solo lo lees tú.
check_in-thanks = Gracias. Lo guardo, solo para ti.
# Una línea se ve solo mientras las dos personas tengan abierta la suya.
check_in-line_opened = Tu línea de confianza está abierta. Mientras las dos líneas están abiertas, cada cual ve la confianza de la otra persona, con todos los números desde que este espacio existe. La puedes cerrar cuando quieras.
check_in-line_closed = Tu línea de confianza está cerrada. Desde ahora no se la muestro a nadie más que a ti. Si tu pareja ya abrió una imagen, la conserva.
check_in-line =
    .trust = Confianza
    .mood = Mi ánimo
    .partner = Confianza, la otra línea
# Está debajo de una imagen: primeras palabras neutras.
check_in-trend = Cómo ha ido, de 0 a 10.
    .title = Repaso
    .file = repaso
# Un aviso: estas palabras pueden verse en una pantalla bloqueada.
check_in-invitation = Aquí hay un repaso corto para cuando quieras: /checkin
