### The safety questions again: every two weeks, each person alone. Nothing that follows depends on an answer.

step-safety = Questions about safety
# The first words can stand on a lock screen when it is opened there.
safety-asked-opening =
    Every two weeks I ask both of you the same few questions, each alone. They are about your safety. Everyone gets them, so they mean nothing about the two of you.

    Nobody sees your answers, and nothing of them is kept. It is best to answer when nobody can look at your screen. Skipping them is all right.

    The programme rests now and then, around these questions too, whatever either of you answers.
    .go_on = Show me the questions
    .skip = Skip these
safety-asked-afraid = Have you been afraid lately of how your partner might react?
safety-asked-hurt = Has your partner hurt you physically lately, or threatened you?
safety-asked-pushed = Has your partner pushed you lately into sex, or into anything sexual, that you didn't want?
safety-asked-controlled = Does your partner control your phone, your money, or who you see?
safety-asked-free = Could you stop using this, on any day, without trouble with your partner?
safety-asked-read = Does anyone else read what is on this phone?
safety-asked-clear =
    Thank you. That was all, and nothing of it is kept. In about two weeks I'll ask you both again.

    /safety shows where help is, at any time.
    .done = Done
# Also after skipped questions: it must fit somebody who is safe, too. What is said of the programme is true for everyone.
safety-asked-worried =
    Thank you for taking a moment for this. I don't know how things are for you. You know it best.

    If something frightens you or hurts you: it is not your fault, you are not alone with it, and there is help. Below are people you can reach. You decide whether and when. Nothing has to happen now.

    After a rest the programme goes on only when each of you says so. Just not answering is enough, and I tell nobody. /pause stops it at once; I name nobody, but your partner can guess.

    "Done" takes this message away.
    .done = Done
