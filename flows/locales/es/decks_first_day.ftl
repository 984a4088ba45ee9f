### Pasos para las primeras 24 horas después de un tropiezo: cortos en los botones, enteros en el guion.

first_day-apart = 20 minutos por separado
first_day-say_when = Decir cuándo hablamos
first_day-nothing_big = No decidir nada grande
first_day-sleep = Primero comer y dormir
first_day-no_alcohol = Nada de alcohol
first_day-no_writing = No pelear por mensajes
first_day-one_person = Poder llamar a alguien
first_day-boundaries = Los límites siguen igual

# Lo leen las dos personas.
first_day_step-apart = • Paramos y pasamos al menos 20 minutos por separado.
first_day_step-say_when = • Antes de separarnos decimos cuándo volvemos a hablar.
first_day_step-nothing_big = • Durante 24 horas no decidimos nada sobre la pareja.
first_day_step-sleep = • Comemos algo y dormimos una noche antes de hablarlo.
first_day_step-no_alcohol = • Nada de alcohol hasta que hayamos hablado.
first_day_step-no_writing = • No peleamos por mensajes.
first_day_step-one_person = • Cada cual puede llamar a una persona en quien apoyarse.
first_day_step-boundaries = • Nuestros límites siguen como están.
