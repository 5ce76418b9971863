"""How Sphinx makes the pages of the course; ``nnlab dev site`` gathers its sources and calls it."""

from nnlab import __version__

project = "nnlab"
author = "nnlab contributors"
release = version = __version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.mathjax"]
exclude_patterns = ["downloads", "extra", "_static"]
default_role = "py:obj"  # what docstrings put between single backticks is a name
suppress_warnings = ["ref.python"]  # a name such as `dtype` is many things; it then links to none

# ---------------------------------------------------------------- notebooks and texts
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Show the {type}"
nb_code_prompt_hide = "Hide the {type}"
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_heading_anchors = 4
# Between dollars these texts hold formulas only; a formula in a line of its own may stand inside a paragraph.
myst_dmath_double_inline = True

# ---------------------------------------------------------------- the library
autodoc_typehints = "none"  # docstrings say the types in words
autodoc_member_order = "groupwise"
napoleon_google_docstring = False
napoleon_use_param = False
napoleon_use_rtype = False
napoleon_use_ivar = True
napoleon_preprocess_types = False
add_module_names = False
toc_object_entries_show_parents = "hide"

# ---------------------------------------------------------------- the pages
html_theme = "pydata_sphinx_theme"
html_title = "nnlab"
html_static_path = ["_static"]
html_extra_path = ["extra"]
html_css_files = ["nnlab.css"]
html_sidebars = {page: [] for page in ("index", "learners", "changelog")}  # nothing stands below these
html_favicon = "_static/favicon.svg"
html_context = {"default_mode": "auto"}  # light or dark, as the reader's system is
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": [],
    "footer_end": [],
    "show_toc_level": 1,
    "navigation_with_keys": False,
    "search_bar_text": "Search the course",
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}

# MathJax lies beside the pages; its menu would ask for parts that do not.
mathjax_path = "mathjax/tex-chtml.js"
mathjax3_config = {
    "options": {"enableMenu": False},
    "chtml": {"displayAlign": "left", "displayIndent": "1.5em"},
}
