// What a person would write to find out whether AI Gateway works from here. Usage: node person.mjs ORIGIN
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../tests/node/package.json', import.meta.url));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const { createGateway } = await load('gateway-4');
const { generateText } = await load('ai-7');

const gateway = createGateway({ baseURL: `${process.argv[2]}/v4/ai` });
console.log(await gateway.getCredits());
const { models } = await gateway.getAvailableModels();
console.log(models.length);
const { text } = await generateText({ model: gateway(process.env.GATEWAY_PROBE_MODEL), prompt: 'ping', maxOutputTokens: 16 });
console.log(text);
