/** Notebook files (nbformat 4): read, checked, executed, stripped, and written as Jupyter does. */
package org.receptive.lab.notebook;
