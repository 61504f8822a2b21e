// Runs one line of the real AI SDK, or its Anthropic provider, against gateways and prints what came of each call.
// Usage: node client.mjs LINE   LINE is 1, 3 or 4, as in the gateway's paths, or anthropic. Each line on stdin is a question:
// arguments (ORIGIN CALL…) and environ, the environment that it is asked in. There credentials and VERCEL_* are found;
// REQUEST_HEADERS (JSON) plays the platform's request context, MODEL, EMBEDDING_MODEL, TEAM and PROVIDER_OPTIONS (JSON) say
// what to ask; with +options behind a call only that call has them.
// SHAPES (JSON) holds a tool, a schema and an image, for the calls that ask in such a shape.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const line = process.argv[2];
const require = createRequire(new URL('../node/package.json', import.meta.url));
const load = name => import(pathToFileURL(require.resolve(name)).href);
const [provider, library] = {
  1: ['gateway-2', 'ai-5'],
  3: ['gateway-3', 'ai-6'],
  4: ['gateway-4', 'ai-7'],
  anthropic: ['anthropic-4', 'ai-7'],
}[line];
const { createGateway, createAnthropic } = await load(provider);
const { generateText, streamText, embed, jsonSchema, Output, tool } = await load(library);

// Between its tries it waits for seconds, which show nothing here.
const wait = setTimeout;
globalThis.setTimeout = (then, ms, ...more) => wait(then, ms / 100, ...more);

function described(error) {
  const last = error?.lastError ?? error;
  return {
    name: error?.name,
    type: last?.type,
    statusCode: last?.statusCode,
    isRetryable: last?.isRetryable,
    message: last?.message,
    causeStatus: last?.cause?.statusCode,
    causeType: last?.cause?.data?.error?.type,
    generationId: last?.generationId,
  };
}

async function answered(origin, ...calls) {
  const headers = JSON.parse(process.env.REQUEST_HEADERS ?? '{}');
  globalThis[Symbol.for('@vercel/request-context')] = Object.keys(headers).length ? { get: () => ({ headers }) } : undefined;

  const gateway = createGateway?.({ baseURL: `${origin}/v${line}/ai`, ...(process.env.TEAM && { teamIdOrSlug: process.env.TEAM }) }) ?? createAnthropic({ baseURL: `${origin}/v1` });
  const options = process.env.PROVIDER_OPTIONS && { providerOptions: JSON.parse(process.env.PROVIDER_OPTIONS) };
  const apart = calls.some(call => call.endsWith('+options'));
  let ask = {
    model: gateway(process.env.MODEL ?? 'azure/gpt-5.4-mini'),
    prompt: 'ping',
    ...(apart ? {} : options),
    ...(process.env.MAX_OUTPUT_TOKENS && { maxOutputTokens: Number(process.env.MAX_OUTPUT_TOKENS) }),
  };
  let generationId;

  async function streamed() {
    let failure;
    const result = streamText({ ...ask, onError: ({ error }) => (failure = error) });
    let text = '';
    for await (const delta of result.textStream) text += delta;
    if (failure) throw failure;
    return { text, providerMetadata: await result.providerMetadata };
  }

  const shapes = JSON.parse(process.env.SHAPES ?? '{}');
  const turn = (role, content) => ({ role, content });
  const shaped = more => generateText({ ...ask, ...more }).then(({ text }) => text);
  const turns = messages => shaped({ prompt: undefined, messages });
  const inShape = {
    tool: () => shaped({
      tools: { [shapes.tool]: tool({ description: shapes.description, inputSchema: jsonSchema(shapes.toolSchema) }) },
    }),
    'two-turns': () => turns([turn('user', 'ping'), turn('assistant', shapes.firstAnswer), turn('user', 'ping')]),
    'json-schema': () => {
      const output = Output.object({ schema: jsonSchema(shapes.schema) });
      return shaped(line === '1' ? { experimental_output: output } : { output });
    },
    image: () => turns([turn('user', [
      { type: 'text', text: 'ping' },
      { type: 'file', mediaType: shapes.imageType, data: Buffer.from(shapes.image, 'base64') },
    ])]),
  };

  const known = {
    ...inShape,
    getCredits: () => gateway.getCredits(),
    getAvailableModels: () => gateway.getAvailableModels(),
    generateText: async () => {
      const { text, providerMetadata, usage } = await generateText(ask);
      generationId = providerMetadata?.gateway?.generationId;
      return { text, providerMetadata, usage };
    },
    streamText: streamed,
    embed: async () => {
      const id = process.env.EMBEDDING_MODEL ?? 'openai/text-embedding-3-small';
      const model = gateway.embeddingModel?.(id) ?? gateway.textEmbeddingModel(id);
      return (await embed({ model, value: 'ping' })).embedding.length;
    },
    getGenerationInfo: () => gateway.getGenerationInfo({ id: generationId ?? 'gen_unknown' }),
  };

  const results = {};
  for (const call of calls) {
    const [name, withOptions] = call.split('+');
    if (withOptions) ask = { ...ask, ...options };
    try {
      results[call] = { ok: true, value: await known[name]() };
    } catch (error) {
      results[call] = { ok: false, error: described(error) };
    }
  }
  return results;
}

for await (const question of createInterface({ input: process.stdin })) {
  const { arguments: asked, environ } = JSON.parse(question);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environ);
  process.stdout.write(`${JSON.stringify(await answered(...asked))}\n`);
}
