"""People's doors: the command line and the Streamlit app. Holds no logic of its own."""
