/** Turns the invented pair of reports into a built-in example. */

import earlier from "../tests/gold/qinglan-2022.txt";
import later from "../tests/gold/qinglan-2023.txt";

export const sample = [earlier, later];
