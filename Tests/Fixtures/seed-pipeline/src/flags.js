import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Reads every flagd definition file of a directory into one table, key to definition. */
export async function loadDefinitions(directory) {
  const names = await readdir(directory);
  const documents = await Promise.all(
    names.filter((name) => name.endsWith('.flagd.json')).map((name) => readDocument(directory, name)),
  );
  return Object.assign({}, ...documents.map((document) => document.flags));
}

async function readDocument(directory, name) {
  return JSON.parse(await readFile(path.join(directory, name), 'utf8'));
}

/** The variant that a targeting rule chooses, or undefined where it has nothing to say. */
function choose(rule, context) {
  if (rule === null || typeof rule !== 'object') return rule;
  const [operator, operands] = Object.entries(rule)[0] ?? [];
  switch (operator) {
    case 'var':
      return context[operands];
    case '==':
      return choose(operands[0], context) === choose(operands[1], context);
    case 'in':
      return operands[1].includes(choose(operands[0], context));
    case 'if':
      return choose(choose(operands[0], context) ? operands[1] : operands[2], context);
    default:
      return undefined;
  }
}

/** Answers feature-flag questions in the manner of an OpenFeature client. */
export class FlagClient {
  #definitions;
  #context;

  constructor(definitions, context = {}) {
    this.#definitions = definitions;
    this.#context = context;
  }

  getBooleanValue(key, fallback) {
    return this.#value(key, fallback, 'boolean');
  }

  getStringValue(key, fallback) {
    return this.#value(key, fallback, 'string');
  }

  getNumberValue(key, fallback) {
    return this.#value(key, fallback, 'number');
  }

  #value(key, fallback, type) {
    const definition = this.#definitions[key];
    if (definition?.state !== 'ENABLED') return fallback;
    const variant = choose(definition.targeting ?? null, this.#context) ?? definition.defaultVariant;
    const value = definition.variants[variant];
    return typeof value === type ? value : fallback;
  }
}
