/**
 * The events of each family. https://docs.aws.amazon.com/AmazonS3/latest/API/API_QueueConfiguration.html
 */
const families: Readonly<Record<string, readonly string[]>> = {
	's3:ObjectCreated:*': ['Put', 'Post', 'Copy', 'CompleteMultipartUpload'],
	's3:ObjectRemoved:*': ['Delete', 'DeleteMarkerCreated'],
	's3:ObjectRestore:*': ['Post', 'Completed', 'Delete'],
	's3:Replication:*': [
		'OperationFailedReplication',
		'OperationNotTracked',
		'OperationMissedThreshold',
		'OperationReplicatedAfterThreshold',
	],
	's3:LifecycleExpiration:*': ['Delete', 'DeleteMarkerCreated'],
	's3:ObjectTagging:*': ['Put', 'Delete'],
};

/** All events that a bucket can tell of, families included. */
export const knownEvents: readonly string[] = [
	's3:ReducedRedundancyLostObject',
	's3:LifecycleTransition',
	's3:IntelligentTiering',
	's3:ObjectAcl:Put',
	...Object.keys(families).flatMap((family) => [family, ...eventsOf([family])]),
];

/** Single events in place of their families, each once. */
export function eventsOf(events: readonly string[]): string[] {
	const single = events.flatMap(
		(event) => families[event]?.map((name) => event.replace('*', name)) ?? [event],
	);
	return [...new Set(single)];
}

/** The same events with a family in the place of all that belong to it. */
export function inFamilies(events: readonly string[]): string[] {
	const single = eventsOf(events);
	const whole = Object.keys(families).filter((family) =>
		eventsOf([family]).every((event) => single.includes(event)),
	);
	const held = eventsOf(whole);
	return [...whole, ...single.filter((event) => !held.includes(event))];
}
