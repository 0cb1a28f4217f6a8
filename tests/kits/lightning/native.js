// As newer Lightning sites may be: three levels of real shadow roots.
import './controls.js';
