import {harmlessJson} from '../../problems.ts';
import type {Check, Result} from '../present.ts';
import type {Report} from './report.ts';

export {harmlessJson};

/** What a result is called within JSON, beside what the contract names: where it comes from. */
type Origin = Pick<Report, 'source' | 'documents' | 'endpoint'>;

/** The whole report as indented JSON with a line break at the end. */
export function reportJson(report: Report): string {
	const {verdict, results} = report;
	const value = {
		verdict,
		...originFields(report),
		takenAt: report.takenAt,
		ms: Math.round(report.ms),
		results: results.map((result) => resultFields(result)),
	};
	return `${harmlessJson(JSON.stringify(value, null, 2))}\n`;
}

/** One result as JSON on one line, with a line break at the end; says by itself where it comes from. */
export function resultJsonLine(result: Result, origin: Origin): string {
	return `${harmlessJson(JSON.stringify({...resultFields(result), ...originFields(origin)}))}\n`;
}

function originFields({source, documents, endpoint}: Origin) {
	return {
		source,
		...(source === 'practice' ? {practice: true} : {}),
		...(documents === undefined ? {} : {documents}),
		...(endpoint === undefined ? {} : {endpoint}),
	};
}

function resultFields({name, connection, vendor, verdict, checks, account, ...rest}: Result) {
	const {unseen, ms, error} = rest;
	return {
		name,
		connection,
		...(vendor?.origin === undefined ? {} : {vendorProfile: vendor.origin}),
		verdict,
		checks: checks.map(checkFields),
		...(account === undefined ? {} : {account}),
		...(unseen === undefined ? {} : {unseen}),
		ms: Math.round(ms),
		...(error === undefined ? {} : {error}),
	};
}

function checkFields({id, status, required, title, reason, fix, code, ...rest}: Check) {
	const {witness, actions, blame, correction, fromVendor} = rest;
	return {
		id,
		status,
		required,
		title,
		reason,
		fix,
		code,
		...(fromVendor === undefined ? {} : {fromVendor}),
		...(witness === undefined ? {} : {witness}),
		...(actions === undefined ? {} : {actions}),
		...(blame === undefined ? {} : {blame}),
		...(correction === undefined ? {} : {correction}),
	};
}
