import {
	customerRoleText,
	ownQueue,
	profileIn,
	vendorsQueue,
} from '../../support/feature-profiles.ts';

const withQueue = (queue: object) =>
	profileIn(
		customerRoleText({
			queue,
			form: {
				where: 'Acme > Storage',
				fields: [
					{label: 'Queue', value: '{{queueArn}}'},
					{label: 'Its name', value: '{{queueName}}'},
				],
			},
		}),
	);

/** A vendor that reads the events of the bucket from a queue of the customer. */
export const ofOwnQueue = withQueue(ownQueue);

/** One that has the events sent to a queue of its own. */
export const ofVendorsQueue = withQueue(vendorsQueue);
