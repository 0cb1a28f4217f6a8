// As Lightning pages are, and as the kit demands: what is a shadow root to the page's own scripts is plain DOM.
import '@lwc/synthetic-shadow';
import './controls.js';
