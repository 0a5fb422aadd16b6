"""Sphinx settings. The build needs no network: no intersphinx, mathematics as MathML."""

import sys
from pathlib import Path

import govgraph

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "govgraph"
author = "The govgraph developers"
copyright = author  # noqa: A001 - the name Sphinx reads
version = release = govgraph.__version__

extensions = [
    "case_maps",
    "case_pages",
    "catalogues",
    "mathml",
    "myst_nb",
    "notebooks",
    "numpydoc",
    "operator_pages",
    "pictures",
    "schema_page",
    "sessions",
    "sphinx.ext.autodoc",
    "sphinx.ext.viewcode",
    "sphinx_gallery.gen_gallery",
    "sphinxcontrib.bibtex",
]
root_doc = "index"
exclude_patterns = ["_build", "**/README.md", "gallery/*.ipynb", "generated/sessions"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3
nb_execution_mode = "off"  # notebooks show what is stored in them

autodoc_typehints = "none"  # numpydoc sections hold the types
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
numpydoc_xref_param_type = False

bibtex_bibfiles = ["../govgraph/measures/references.bib"]
bibtex_default_style = "plain"
bibtex_reference_style = "author_year"

sphinx_gallery_conf = {
    "examples_dirs": ["../examples"],
    "gallery_dirs": ["gallery"],
    "filename_pattern": r"/plot_",
    "ignore_pattern": r"/(?!plot_)\w+\.py$",
    "image_scrapers": ("matplotlib",),
    "reset_modules": (),
    "capture_repr": ("_repr_html_", "__repr__"),
    "download_all_examples": False,
    "show_memory": False,
    "write_computation_times": False,
    "min_reported_time": 10_000,
    "abort_on_example_error": True,
    "remove_config_comments": True,
}

html_theme = "furo"
html_title = "govgraph"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_math_renderer = "mathml"
html_copy_source = False
