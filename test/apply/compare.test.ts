import {expect, test} from 'vitest';
import {isAsWritten} from '../../source/apply/compare.ts';
import type {Target} from '../../source/apply/target.ts';

const condition = (value: string) => ({Condition: {StringEquals: {'aws:PrincipalAccount': value}}});
const rule = (...blockedTypes: string[]) => [{algorithm: 'AES256', blockedTypes}];
const queueTold = (Name: string, Value: string) => ({
	QueueArn: 'arn:aws:sqs:eu-central-1:111122223333:acme-events',
	Events: ['s3:ObjectCreated:*'],
	Filter: {Key: {FilterRules: [{Name, Value}]}},
});
const root = 'arn:aws:iam::111122223333:root';

test.each<[boolean, string, Target['kind'], unknown, unknown]>([
	[true, 'an account by its root', 'key-policy', {AWS: root}, {AWS: '111122223333'}],
	[false, 'another account', 'key-policy', {AWS: root}, {AWS: '444455556666'}],
	[
		false,
		'a root where a number was compared',
		'key-policy',
		condition(root),
		condition('111122223333'),
	],
	[true, 'true as a text', 'bucket-policy', {Bool: {x: 'true'}}, {Bool: {x: true}}],
	[true, 'names in another order', 'bucket-policy', {Action: ['b', 'a']}, {Action: ['a', 'b']}],
	[true, 'a name without its list', 'bucket-policy', {Action: 'a'}, {Action: ['a']}],
	[false, 'a name less', 'bucket-policy', {Action: ['a']}, {Action: ['a', 'b']}],
	[true, 'blocked types in another order', 'bucket-encryption', rule('a', 'b'), rule('b', 'a')],
	[true, 'no blocked types', 'bucket-encryption', [{algorithm: 'AES256'}], rule()],
	[false, 'a blocked type less', 'bucket-encryption', rule('a'), rule('a', 'b')],
	[
		true,
		'CORS rules with their lists in another order',
		'bucket-cors',
		{CORSRules: [{AllowedMethods: ['PUT', 'GET'], AllowedOrigins: ['*']}]},
		{CORSRules: [{AllowedOrigins: ['*'], AllowedMethods: ['GET', 'PUT'], ExposeHeaders: []}]},
	],
	[
		false,
		'CORS rules in another order',
		'bucket-cors',
		{CORSRules: [{AllowedMethods: ['GET']}, {AllowedMethods: ['PUT']}]},
		{CORSRules: [{AllowedMethods: ['PUT']}, {AllowedMethods: ['GET']}]},
	],
	[
		false,
		'CORS rules with a method more',
		'bucket-cors',
		{CORSRules: [{AllowedMethods: ['GET', 'PUT']}]},
		{CORSRules: [{AllowedMethods: ['GET']}]},
	],
	[
		true,
		'events with an ID that S3 made up, and a filter in capitals',
		'bucket-notification',
		{QueueConfigurations: [{...queueTold('Prefix', 'in/'), Id: 'NDk0'}]},
		{QueueConfigurations: [queueTold('prefix', 'in/')], TopicConfigurations: []},
	],
	[
		true,
		'events in another order',
		'bucket-notification',
		{QueueConfigurations: [queueTold('prefix', 'a/'), queueTold('prefix', 'b/')]},
		{QueueConfigurations: [queueTold('prefix', 'b/'), queueTold('prefix', 'a/')]},
	],
	[
		false,
		'events of another folder',
		'bucket-notification',
		{QueueConfigurations: [queueTold('prefix', 'In/')]},
		{QueueConfigurations: [queueTold('prefix', 'in/')]},
	],
	[
		false,
		'events that no longer go to EventBridge',
		'bucket-notification',
		{},
		{EventBridgeConfiguration: {}},
	],
	[true, 'a queue policy', 'queue-policy', {Action: ['sqs:A']}, {Action: 'sqs:A'}],
])('what AWS gives is what was written: %s for %s', (isSame, _what, kind, current, written) => {
	expect(isAsWritten(kind, JSON.stringify(current), JSON.stringify(written))).toBe(isSame);
});
