readout --version
readout --help
readout report --help
readout help show
