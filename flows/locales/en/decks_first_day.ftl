### Steps for the first 24 hours after a setback: short on the buttons, whole in the script.

first_day-apart = 20 minutes apart first
first_day-say_when = Say when we talk again
first_day-nothing_big = Decide nothing big
first_day-sleep = Eat and sleep first
first_day-no_alcohol = No alcohol
first_day-no_writing = No quarrel in messages
first_day-one_person = Each may call one person
first_day-boundaries = Boundaries stay as they are

# Read by both.
first_day_step-apart = • We stop, and take at least 20 minutes apart.
first_day_step-say_when = • Before we part, we say when we will talk again.
first_day_step-nothing_big = • For 24 hours we decide nothing about the two of us.
first_day_step-sleep = • We eat something, and sleep a night before we talk it through.
first_day_step-no_alcohol = • No alcohol until we have talked.
first_day_step-no_writing = • We don't quarrel in messages.
first_day_step-one_person = • Each of us may call one person to lean on.
first_day_step-boundaries = • Our boundaries stay as they are.
