// The article page: wires selection, panel, ruler and keys together. Everything here improves what links already do.
import { startHover } from "./hover.js";
import { startPanel } from "./panel.js";
import { keepPosition } from "./position.js";
import { startRoving } from "./roving.js";
import { startRuler } from "./ruler.js";
import { startSheet } from "./sheet.js";
import { startShortcuts } from "./shortcuts.js";
import "./printing.js";

const reader = document.querySelector(".reader");
startPanel(reader);
startSheet(reader);
startRuler(reader);
startRoving(reader);
startShortcuts(reader);
startHover(reader);
keepPosition(reader);
