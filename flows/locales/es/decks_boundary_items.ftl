### Límites: puntos, niveles, la escalera del contacto físico, tiempos de espera. Cada punto va en un botón con su nivel: 22 letras.

boundary_items-area-phones = Teléfonos y mensajes
boundary_items-phone_look = El teléfono ajeno
boundary_items-messages_read = Los mensajes ajenos
boundary_items-location = Compartir ubicación
boundary_items-phone_bed = Teléfono en la cama
boundary_items-phone_meals = Teléfono en la mesa
boundary_items-photos_post = Publicar fotos

boundary_items-area-others = Trato con otra gente
boundary_items-former_partner = Una expareja
boundary_items-involved = Gente implicada
boundary_items-new_people = Gente nueva por chat
boundary_items-colleagues = Gente del trabajo
boundary_items-friend_alone = Una amistad, a solas

boundary_items-area-out = Salir, alcohol
boundary_items-out_alone = Salir por separado
boundary_items-home_late = Llegar tras las doce
boundary_items-night_away = Una noche fuera
boundary_items-alcohol_out = Alcohol al salir
boundary_items-alcohol_home = Alcohol en casa
boundary_items-big_spending = Un gasto grande

boundary_items-area-telling = Contárselo a otra gente
boundary_items-tell_friend = A una amistad cercana
boundary_items-tell_family = A la familia
boundary_items-tell_children = A menores de casa
boundary_items-tell_counsellor = A terapeutas
boundary_items-tell_work = A gente del trabajo
boundary_items-tell_online = Escribirlo en la red

boundary_items-area-home = La casa, dormir, tiempo a solas
boundary_items-same_bed = La misma cama
boundary_items-same_room = El mismo dormitorio
boundary_items-bathroom = El baño, a la vez
boundary_items-changing = Cambiarse a la vista
boundary_items-come_in = Entrar en el cuarto
boundary_items-evening_alone = Una tarde a solas
boundary_items-guests = Visitas en casa

boundary_items-area-talking = Hablar de lo que pasó
boundary_items-talk_night = De noche, tarde
boundary_items-talk_bed = En la cama
boundary_items-talk_meals = En las comidas
boundary_items-talk_details = Preguntar detalles
boundary_items-talk_before_others = Delante de otra gente
boundary_items-talk_sudden = En todo momento

boundary_items-area-touch = Besos, abrazos, cercanía
boundary_items-kiss_hello = Un beso al saludar
boundary_items-hug_unasked = Un abrazo
boundary_items-hands_outside = De la mano fuera
boundary_items-comfort = Consolar con contacto
boundary_items-touch_asleep = Despertar con mimos
boundary_items-flirting = Coquetear
boundary_items-body_remarks = Comentar el cuerpo

# De lo que va más allá a lo más prudente.
boundary_items-level-welcome = con gusto
boundary_items-level-ask = preguntar cada vez
boundary_items-level-not_now = ahora no
boundary_items-level-no = no

# La escalera del contacto físico. Los peldaños 5 y 6 llevan palabras de la pareja.
boundary_items-rung = Contacto físico: la escalera
boundary_items-rung-0 = por ahora, sin tocarse
boundary_items-rung-1 = sentarse cerca
boundary_items-rung-2 = manos, abrazos
boundary_items-rung-3 = besos y mimos con ropa
boundary_items-rung-4 = masaje
boundary_items-rung-5 = el peldaño 5 de la pareja
boundary_items-rung-6 = el peldaño 6 de la pareja

boundary_items-wait = El tiempo de espera
boundary_items-wait-none = sin tiempo de espera
boundary_items-wait-week = una semana
boundary_items-wait-two_weeks = dos semanas
boundary_items-wait-month = un mes
boundary_items-wait-three_months = tres meses
boundary_items-wait-until_said = hasta que yo lo diga

# Al elegir de qué punto se trata.
boundary_items-words = Algo con palabras propias
boundary_items-back = Volver

# Renglones de las listas. Un título empieza con una línea en blanco.
boundary_items-heading = {"\u000A"}{ $area }
boundary_items-line = { $item }: { $level }
boundary_items-alone = { $area } · { $item }: { $level }
boundary_items-ladder = Contacto físico, como mucho: { $rung }
boundary_items-waiting = Tiempo de espera: { $wait }
# Con una fecha que pasa sin cambiar nada: se lee también en copias de antes, así que debe ser verdad antes y después.
# Con dos síes puede terminar también antes de esa fecha.
boundary_items-until = Tiempo de espera: hasta que haya dos síes; previsto hasta { $time }
boundary_items-open = Tiempo de espera: hasta que se diga que terminó
# Va al final, para todo lo que nadie marcó de otra manera.
boundary_items-rest = {"\u000A"}Lo demás: preguntar cada vez
boundary_items-rest_all = {"\u000A"}Todo: preguntar cada vez
