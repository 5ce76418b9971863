"""The language that learners read: the name of the folders in which its sentences and questions stand."""

LANGUAGE = "en"
