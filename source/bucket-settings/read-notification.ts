import * as v from 'valibot';
import {isObject} from '../json/index.ts';
import {notSuch, readSetting} from './handed-in-setting.ts';
import type {NotificationConfiguration} from './types.ts';

const text = v.string('This must be text.');
const told = {
	Id: v.exactOptional(text),
	Events: v.pipe(
		v.array(text, 'This must be a list of events.'),
		v.minLength(1, 'There must be an event.'),
	),
	Filter: v.exactOptional(
		v.strictObject(
			{
				Key: v.exactOptional(
					v.strictObject(
						{
							FilterRules: v.exactOptional(
								v.array(
									v.strictObject(
										{
											Name: v.pipe(
												text,
												v.regex(
													/^(?:prefix|suffix)$/i,
													'A filter is about the prefix or the suffix.',
												),
											),
											Value: text,
										},
										'A rule of a filter has Name and Value.',
									),
								),
							),
						},
						'This has FilterRules alone.',
					),
				),
			},
			'A filter has Key alone.',
		),
	),
};

function listOf<const Name extends string>(name: Name) {
	return v.exactOptional(
		v.array(
			v.strictObject(
				{...told, [name]: text} as typeof told & Record<Name, typeof text>,
				`This has ${name} and Events, and may have Id and Filter; nothing else.`,
			),
			'This must be a list.',
		),
	);
}

const shape = v.strictObject(
	{
		TopicConfigurations: listOf('TopicArn'),
		QueueConfigurations: listOf('QueueArn'),
		LambdaFunctionConfigurations: listOf('LambdaFunctionArn'),
		EventBridgeConfiguration: v.exactOptional(v.record(v.string(), v.unknown())),
	},
	'It may hold TopicConfigurations, QueueConfigurations, LambdaFunctionConfigurations and EventBridgeConfiguration; nothing else.',
);

/**
 * A notification configuration as the AWS CLI prints it; undefined where there is nothing. UserError with the place for text
 * that is none; `name` begins the sentence that says so.
 */
export function readNotification(
	input: string,
	name: string,
): NotificationConfiguration | undefined {
	const handedIn = readSetting(input, name);
	if (handedIn === undefined) {
		return undefined;
	}

	const {value} = handedIn;

	const named = {
		name,
		what: 'notification configuration',
		hint: 'It is printed by: aws s3api get-bucket-notification-configuration --bucket BUCKET',
	};
	if (!isObject(value)) {
		throw notSuch(handedIn, {...named, path: [], rule: 'It is not a JSON object.'});
	}

	const result = v.safeParse(shape, value);
	if (!result.success) {
		const [issue] = result.issues;
		throw notSuch(handedIn, {
			...named,
			path: (issue.path ?? []).map(({key}) => key as string | number),
			rule: issue.message,
		});
	}

	return result.output;
}
