import * as vscode from 'vscode';
import { logLine } from './log-line.ts';

/** The extension's output channel; what it is told is redacted first. */
export class RedactingLog implements vscode.LogOutputChannel {
  readonly #channel = vscode.window.createOutputChannel('Dreamwright', { log: true });
  readonly name = this.#channel.name;
  readonly onDidChangeLogLevel = this.#channel.onDidChangeLogLevel;

  get logLevel(): vscode.LogLevel {
    return this.#channel.logLevel;
  }

  trace(message: string, ...parts: readonly unknown[]): void {
    this.#channel.trace(logLine(message, parts));
  }

  debug(message: string, ...parts: readonly unknown[]): void {
    this.#channel.debug(logLine(message, parts));
  }

  info(message: string, ...parts: readonly unknown[]): void {
    this.#channel.info(logLine(message, parts));
  }

  warn(message: string, ...parts: readonly unknown[]): void {
    this.#channel.warn(logLine(message, parts));
  }

  error(message: string | Error, ...parts: readonly unknown[]): void {
    this.#channel.error(logLine(message, parts));
  }

  append(value: string): void {
    this.#channel.append(logLine(value));
  }

  appendLine(value: string): void {
    this.#channel.appendLine(logLine(value));
  }

  replace(value: string): void {
    this.#channel.replace(logLine(value));
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
