/**
 * One rule by which browsers may use the bucket from other sites, as the S3 API writes it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html
 */
export type CorsRule = {
	readonly ID?: string;
	readonly AllowedHeaders?: readonly string[];
	readonly AllowedMethods: readonly string[];
	readonly AllowedOrigins: readonly string[];
	readonly ExposeHeaders?: readonly string[];
	readonly MaxAgeSeconds?: number;
};

export const corsMethods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'] as const;

/** What is told of, and of which objects. */
export type Notified = {
	readonly Id?: string;
	readonly Events: readonly string[];
	readonly Filter?: {
		readonly Key?: {
			readonly FilterRules?: readonly {readonly Name: string; readonly Value: string}[];
		};
	};
};

/**
 * Whom the bucket tells of what happens in it, as the S3 API writes it. A bucket has one, and S3 replaces it as a whole.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export type NotificationConfiguration = {
	readonly TopicConfigurations?: readonly (Notified & {readonly TopicArn: string})[];
	readonly QueueConfigurations?: readonly (Notified & {readonly QueueArn: string})[];
	readonly LambdaFunctionConfigurations?: readonly (Notified & {
		readonly LambdaFunctionArn: string;
	})[];
	readonly EventBridgeConfiguration?: Readonly<Record<string, unknown>>;
};

/** One who is told. */
export type Notification = {
	readonly kind: 'topic' | 'queue' | 'function';
	readonly id?: string;
	readonly arn: string;
	readonly events: readonly string[];
	/** What the names of the objects begin and end with, as it is written; empty where any do. */
	readonly prefix: string;
	readonly suffix: string;
};
