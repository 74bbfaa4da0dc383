/**
 * Which policy a text seems to be: a key policy where it speaks of kms actions and of no s3 action, else a bucket
 * policy. Text that is no JSON counts as a bucket policy; the merge says what is wrong with it.
 */
export function recogniseKind(text: string): 'bucket-policy' | 'key-policy' {
	const services = new Set(
		actionsIn(parsed(text)).map((action) => action.toLowerCase().split(':')[0] ?? ''),
	);
	return services.has('kms') && !services.has('s3') ? 'key-policy' : 'bucket-policy';
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

function actionsIn(policy: unknown): string[] {
	const statements = isRecord(policy) ? [policy.Statement].flat() : [];
	return statements
		.filter((statement) => isRecord(statement))
		.flatMap(({Action, NotAction}) => [Action, NotAction].flat())
		.filter((action) => typeof action === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
