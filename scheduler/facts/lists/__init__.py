"""Lists that an article promises: "5 things to know", and questions with their answers."""
