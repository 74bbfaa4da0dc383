#!/usr/bin/env node
import module from 'node:module';

// Written so that old versions of Node read it too: they should get a sentence, not a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	process.stderr.write(
		`s3-handshake needs Node.js 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org\n`,
	);
	process.exitCode = 2;
} else {
	// Node from 22.8 on keeps what it has compiled for the next start.
	if (module.enableCompileCache) {
		module.enableCompileCache();
	}

	// React and the AWS SDK look at these when they are loaded.
	process.env.NODE_ENV = process.env.NODE_ENV || 'production';
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED =
		process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED || 'true';
	import('../distribution/cli.js').then(run, explainMissing);
}

function run({main}) {
	return main(process.argv.slice(2)).then((code) => {
		process.exitCode = code;
		if (code === 130) {
			// What was interrupted may still hold stdin or a connection open. This is the one place that exits.
			process.exit();
		}
	});
}

function explainMissing(error) {
	if (error.code !== 'ERR_MODULE_NOT_FOUND') {
		throw error;
	}

	process.stderr.write(
		'A part of s3-handshake is missing. In a clone, run "npm install" first; else install it again.\n',
	);
	process.exitCode = 1;
}
