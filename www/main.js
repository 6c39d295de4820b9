/** Turns the page on. */

import { startEngine } from "./engine.js";

startEngine();
