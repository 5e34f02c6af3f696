import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { CommandArguments, CommandHandlers, CommandId } from './command-map.ts';
import type { ErrorBoundary } from './error-boundary.ts';

/** Registers every command, each inside the one error boundary. */
export function registerCommands(handlers: CommandHandlers, boundary: ErrorBoundary): vscode.Disposable {
  const registered = new Disposables();
  const register = <Id extends CommandId>(id: Id, handler: CommandHandlers[Id]) =>
    registered.push(
      vscode.commands.registerCommand(id, (...argumentList: CommandArguments[Id]) =>
        boundary.run(async () => await handler(...argumentList)),
      ),
    );
  for (const id of commandIds(handlers)) register(id, handlers[id]);
  return registered;
}

function commandIds(handlers: CommandHandlers): readonly CommandId[] {
  return Object.keys(handlers).filter((id): id is CommandId => id in handlers);
}

/** Runs one of our own commands with the arguments its id asks for. */
export async function runCommand<Id extends CommandId>(id: Id, ...argumentList: CommandArguments[Id]): Promise<void> {
  await vscode.commands.executeCommand(id, ...argumentList);
}
