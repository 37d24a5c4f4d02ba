"""What a kata is: its files, the app that its source makes, and the goes that a learner had."""
