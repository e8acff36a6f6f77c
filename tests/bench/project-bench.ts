/** Makes a large project that the window is measured with. Runs on Electron's Node; prints its file as JSON. */
import path from 'node:path';
import { codedTwice, createBigProject, denseLanes, type Size } from '../support/big-project';

const sizes: Readonly<Record<string, Size>> = { lanes: denseLanes, twice: codedTwice };

const [folder = '', name = ''] = process.argv.slice(2);
const size = sizes[name];
if (!size) throw new Error(`there is no size “${name}”`);
const file = path.join(folder, `${name}.claimbook`);
createBigProject(file, folder, size);
process.stdout.write(JSON.stringify({ file }));
