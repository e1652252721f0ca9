import path from 'node:path';
import { fileURLToPath } from 'node:url';
import rspack from '@rspack/core';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Rules that JupyterLab's packages count on: an icon is text in scripts and a picture in styles. */
const rules = [
  { test: /\.m?js$/, resolve: { fullySpecified: false } },
  {
    test: /node_modules[\\/]yjs[\\/]/,
    resolve: { alias: { 'lib0/logging$': path.join(here, 'source', 'yjs-words.js') } }
  },
  { test: /\.raw\.css$/, type: 'asset/source' },
  { test: /(?<!\.raw)\.css$/, type: 'css' },
  // Every browser that runs JupyterLab 4 reads woff2: the other forms of the same face are dropped.
  {
    test: /fontawesome-free.*\.(svg|ttf|woff|eot)$/,
    type: 'asset/inline',
    generator: { dataUrl: () => 'data:,' }
  },
  {
    test: /(?<!fontawesome-free.*)\.svg$/,
    issuer: /\.css$/,
    type: 'asset', parser: { dataUrlCondition: { maxSize: 10_000 } }
  },
  { test: /\.svg$/, issuer: /\.m?js$/, type: 'asset/source' },
  { test: /\.(md|txt)$/, type: 'asset/source' },
  { test: /\.(png|gif|jpg|woff2)$/, type: 'asset/resource' },
  { test: /(?<!fontawesome-free.*)\.(ttf|woff|eot)$/, type: 'asset/resource' }
];

const common = {
  context: here,
  mode: 'production',
  devtool: false,
  module: { rules },
  experiments: { css: true },
  performance: { hints: false },
  stats: 'errors-warnings'
};

/** One theme: a style sheet that the page loads by name, with its fonts beside it. */
function theme(name) {
  return {
    ...common,
    name,
    entry: { index: `./node_modules/${name}/style/theme.css` },
    output: {
      path: path.join(here, 'target', 'themes', name),
      clean: true,
      publicPath: '',
      cssFilename: '[name].css',
      assetModuleFilename: '[name].[contenthash:8][ext]'
    }
  };
}

const application = {
  ...common,
  name: 'application',
  entry: { main: './source/main.js' },
  resolve: {
    fallback: { path: 'path-browserify', url: false, buffer: false, crypto: false, util: false, fs: false },
    // Diagrams from text are most of a megabyte, and no lecture has one.
    alias: { mermaid$: false, '@mermaid-js/layout-elk$': false }
  },
  output: {
    path: path.join(here, 'target', 'static'),
    clean: true,
    publicPath: 'auto',
    filename: '[name].[contenthash:16].js',
    chunkFilename: '[id].[contenthash:16].js',
    cssFilename: '[name].[contenthash:16].css',
    cssChunkFilename: '[id].[contenthash:16].css',
    assetModuleFilename: '[name].[contenthash:16][ext]',
    hashFunction: 'xxhash64'
  },
  optimization: {
    moduleIds: 'deterministic',
    chunkIds: 'deterministic',
    realContentHash: true,
    minimizer: [
      new rspack.SwcJsMinimizerRspackPlugin({ extractComments: false, minimizerOptions: { format: { comments: false } } }),
      new rspack.LightningCssMinimizerRspackPlugin()
    ]
  }
};

export default [
  application,
  theme('@jupyterlab/theme-light-extension'),
  theme('@jupyterlab/theme-dark-extension')
];
