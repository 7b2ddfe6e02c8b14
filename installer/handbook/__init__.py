"""The handbook: docs/handbook/ as one web page and one PDF, which are read without a network.

python -m handbook [FOLDER]    # what build-handbook.sh calls; without a folder: resources/handbook/
"""
