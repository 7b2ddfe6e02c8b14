"""The handbook: docs/handbook/ as one web page and one PDF, which the program opens without a network.

python -m handbook [FOLDER]    # build-handbook.sh says it; else into resources/handbook/, where packages take it from
"""
