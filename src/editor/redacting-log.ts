import * as vscode from 'vscode';
import { redact } from '../core/secrets/redact.ts';

/** The extension's output channel; what it is told is redacted first. */
export class RedactingLog implements vscode.LogOutputChannel {
  readonly #channel = vscode.window.createOutputChannel('Dreamwright', { log: true });
  readonly name = this.#channel.name;
  readonly onDidChangeLogLevel = this.#channel.onDidChangeLogLevel;

  get logLevel(): vscode.LogLevel {
    return this.#channel.logLevel;
  }

  trace(message: string, ...parts: readonly unknown[]): void {
    this.#channel.trace(clean(message, parts));
  }

  debug(message: string, ...parts: readonly unknown[]): void {
    this.#channel.debug(clean(message, parts));
  }

  info(message: string, ...parts: readonly unknown[]): void {
    this.#channel.info(clean(message, parts));
  }

  warn(message: string, ...parts: readonly unknown[]): void {
    this.#channel.warn(clean(message, parts));
  }

  error(message: string | Error, ...parts: readonly unknown[]): void {
    this.#channel.error(clean(message, parts));
  }

  append(value: string): void {
    this.#channel.append(clean(value));
  }

  appendLine(value: string): void {
    this.#channel.appendLine(clean(value));
  }

  replace(value: string): void {
    this.#channel.replace(clean(value));
  }

  clear(): void {
    this.#channel.clear();
  }

  show(columnOrPreserve?: vscode.ViewColumn | boolean, preserveFocus?: boolean): void {
    this.#channel.show(typeof columnOrPreserve === 'boolean' ? columnOrPreserve : preserveFocus);
  }

  hide(): void {
    this.#channel.hide();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

function clean(message: string | Error, parts: readonly unknown[] = []): string {
  return redact([message, ...parts].map(describe).join(' ')).text;
}

function describe(part: unknown): string {
  if (part instanceof Error) return part.stack ?? part.message;
  return typeof part === 'string' ? part : (JSON.stringify(part) ?? String(part));
}
