import XmlBuilder from 'fast-xml-builder';
import {documentNames} from '../../aws/index.ts';
import {harmlessJson, visible} from '../../problems.ts';
import {correctionInWords} from '../access-change.ts';
import {byCause} from '../causes.ts';
import type {Check, Result} from '../present.ts';
import type {Report} from './report.ts';
import {blameText, whoText} from './words.ts';

type Node = Record<string, unknown>;

/**
 * The report as JUnit XML: a test suite for each connection, a test case for each check. `fail` is a failure; an
 * `unknown` that is required is an error, since the run then does not pass either; any other `unknown` and `skip` are
 * skipped; `warn` passes with its text as output. A connection that is not valid is an error.
 */
export function reportJunit(report: Report): string {
	const suites = report.results.map((result) => suiteOf(result, report));
	const builder = new XmlBuilder({
		ignoreAttributes: false,
		attributeNamePrefix: '@_',
		format: true,
		suppressEmptyNode: true,
		suppressBooleanAttributes: false,
	});
	return builder.build({
		'?xml': {'@_version': '1.0', '@_encoding': 'UTF-8'},
		testsuites: {
			'@_name': 's3-handshake verify',
			...totals(report.results.flatMap(casesOf)),
			'@_time': (report.ms / 1000).toFixed(3),
			testsuite: suites,
		},
	});
}

function suiteOf(result: Result, report: Report): Node {
	const cases = casesOf(result);
	const who = whoText(result);
	const origin = result.vendor?.origin;
	const properties = [
		['source', report.source],
		['verdict', result.verdict],
		...(report.source === 'practice' ? [['practice', 'true']] : []),
		...(report.documents === undefined ? [] : [['documents', report.documents]]),
		...(report.endpoint === undefined ? [] : [['endpoint', report.endpoint]]),
		...(who === undefined ? [] : [['account', who]]),
		...(origin === undefined
			? []
			: [
					['vendor-file', origin.file],
					...origin.marks.map(({code, text}) => ['vendor-warning', `${code}: ${text}`]),
				]),
		...byCause(result.checks)
			.filter((group) => group.length > 1)
			.map((group) => ['same-cause', group.map(({id}) => id).join(' ')]),
	];
	return {
		'@_name': attribute(result.name),
		...totals(cases),
		'@_time': (result.ms / 1000).toFixed(3),
		'@_timestamp': report.takenAt.replace(/\.\d+Z$/, ''),
		properties: {
			property: properties.map(([name = '', value = '']) => ({
				'@_name': name,
				'@_value': attribute(value),
			})),
		},
		testcase: cases,
	};
}

function casesOf(result: Result): Node[] {
	const {name, error, checks} = result;
	if (error !== undefined) {
		const problems = error.problems.map(({field, rule}) => `${field}: ${rule}`);
		return [
			{
				'@_name': 'connection',
				'@_classname': attribute(name),
				error: {
					'@_message': attribute(error.message),
					'@_type': 'invalid',
					'#text': content([error.message, ...problems, error.hint ?? ''].join('\n')),
				},
			},
		];
	}

	return checks.map((check) => ({
		'@_name': `${check.id} ${attribute(check.title)}`,
		'@_classname': attribute(name),
		...outcomeOf(check),
	}));
}

function outcomeOf(check: Check): Node {
	const {status, required, reason} = check;
	const message = {'@_message': attribute(reason)};
	switch (status) {
		case 'pass': {
			return {};
		}

		case 'fail': {
			return {failure: {...message, '@_type': 'fail', '#text': content(explanation(check))}};
		}

		case 'unknown': {
			return required
				? {error: {...message, '@_type': 'unknown', '#text': content(explanation(check))}}
				: {skipped: message};
		}

		case 'skip': {
			return {skipped: message};
		}

		case 'warn': {
			return {'system-out': content(`Advice: ${explanation(check)}`)};
		}
	}
}

function explanation({reason, fix, blame, correction, fromVendor = []}: Check): string {
	return [
		visible(reason),
		...(blame === undefined ? [] : [`Because of ${visible(blameText(blame))}.`]),
		...(fix === '' ? [] : [`What to do: ${visible(fix)}`]),
		...fromVendor.map((text) => `The vendor: ${visible(text)}`),
		...(correction === undefined
			? []
			: [
					`Corrected ${documentNames[correction.document]}, for ${visible(correction.consolePath)}:`,
					...correctionInWords(correction).map((line) => visible(line)),
					harmlessJson(correction.text),
				]),
	].join('\n');
}

function totals(cases: readonly Node[]): Node {
	const count = (kind: string) => cases.filter((one) => kind in one).length;
	return {
		'@_tests': cases.length,
		'@_failures': count('failure'),
		'@_errors': count('error'),
		'@_skipped': count('skipped'),
	};
}

/** All that XML 1.0 does not allow, not even as a reference. https://www.w3.org/TR/xml/#charsets */
const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function content(text: string): string {
	return text.replace(illegal, '');
}

function attribute(text: string): string {
	return content(visible(text));
}
