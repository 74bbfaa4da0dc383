export {defaultBackupFolder, readBackup} from './backup.ts';
export type {Backup} from './backup-format.ts';
export {type ExecuteContext, executePlan} from './execute.ts';
export {seeNewRole} from './new-role.ts';
export type {Awaited} from './patience.ts';
export {type PermissionPurpose, permissionsFor} from './permissions.ts';
export {type PlanOptions, planChanges} from './plan.ts';
export {watchRefusals} from './refusals.ts';
export {beginRun, isRunId, type RunFolder, readRun} from './run-folder.ts';
export type {Target} from './target.ts';
export * from './types.ts';
export {
	executeRunUndo,
	executeUndo,
	planRunUndo,
	planUndo,
	readCurrent,
	type UndoObstacleFacts,
	type UndoOutcome,
	type UndoPlan,
} from './undo.ts';
export type {WriteContext} from './write-target.ts';
